/** The example in English. Countries, towns, people and ships are made up; so is the news. */
import { bold, brief, type ExampleStory, italic, lead, list, paragraph, quote, subhead } from './story.ts'

export const EXAMPLE_EN: ExampleStory = {
  deskName: 'The Tidal Post',
  people: { admin: 'Harriet Coombe', chief: 'Idris Malloy', editor: 'Nell Farrow' },
  sections: { home: 'Home', world: 'World', business: 'Business', sport: 'Sport', culture: 'Culture' },
  returnNote:
    'Lovely story. Two things: who is the director, and does the museum only count the clocks that run? Please find a second source for the record too.',
  items: {
    lock: lead({
      kicker: 'Shipping',
      headline: 'Sea lock jams at Tarsund, 42 ships wait for the tide',
      byline: 'Nell Farrow',
      dateline: ['TARSUND', 'BRENHOLM'],
      credits: ['ANP', 'RTR', 'AFP'],
      slug: 'tarsund-sea-lock',
      urgency: 3,
      body: [
        paragraph(
          'Forty-two ships are stuck in the port of Tarsund after a gate of its sea lock jammed halfway. The harbour authority does not expect to let anyone through before the day after tomorrow, when the spring tide will be high enough to lift the gate off its rail.',
        ),
        paragraph(
          'The gate, which weighs eight hundred tonnes, was closing behind a grain ship shortly after midnight when one of its two wheels broke off, the authority said. The steel ran aground on the sill. Nobody was hurt.',
        ),
        subhead('Fresh fish'),
        paragraph(
          'Eleven trawlers with fresh catch are among the ships that wait. The fish market of Brenholm, across the fjord, has opened its cold stores to them. The fish is carried over in boats small enough for the old chamber beside the lock.',
        ),
        quote('"We have ice for three days. After that it is no longer a catch, it is a smell."'),
        paragraph([
          'So says Einar Solvang, master of the ',
          italic('Havfrid'),
          ', the third ship in line. He lets his crew row home in turns. Passengers of the night boat from Port Amaril were taken along the coast by bus, a detour of four hours.',
        ]),
        subhead('Old steel'),
        paragraph(
          'The gates are 61 years old and were to be replaced next spring. The government of Oltavia put off the tender last year because steel had become too dear. The opposition wants the minister of waterways, Ragna Thoresby, to explain herself in parliament before the day is out.',
        ),
        paragraph(
          'Speaking on the radio, Thoresby called the delay "no bargain, with hindsight". She wants to reopen the old chamber, a museum for thirty years, to ships of up to twenty metres. Inspectors have begun their work.',
        ),
        paragraph('The ferry to Brenholm keeps to its timetable. It leaves from outside the lock.'),
      ],
    }),
    lanterns: lead({
      kicker: 'Nature',
      headline: 'Harkeveen puts out its street lights for migrating birds',
      byline: 'Nell Farrow',
      dateline: ['HARKEVEEN'],
      credits: ['ANP'],
      slug: 'harkeveen-street-lights',
      urgency: 5,
      body: [
        paragraph(
          'The town of Harkeveen is to switch off the lamps in half of its streets at night this season, so that migrating birds are no longer lured off course. The council approved a trial of eight weeks by seventeen votes to six.',
        ),
        paragraph(
          'Birdwatchers counted more than 1,900 birds last year that had flown into windows and masts, most of them in three streets along the lake. The light attracts thrushes and robins above all, which fly in the dark and steer by the stars.',
        ),
        subhead('Torches on loan'),
        paragraph(
          'Opponents fear for safety. The lights at bus stops, crossings and the hospital therefore stay on, and anyone who asks at the town hall may borrow a torch. The rules:',
        ),
        list(
          [bold('Every night'), ' half of the lamps go out between 11 pm and 5 am.'],
          [bold('No migration'), ' means light: the birdwatchers decide at 6 pm.'],
          [bold('In fog'), ' or after an accident everything is lit again within two minutes.'],
        ),
        paragraph(
          '"A town that dares to sit in the dark for a few weeks gets a sky full of stars in return," said Ties Bronkhorst, the alderman in charge. He expects the trial to save 42,000 kilowatt-hours as well.',
        ),
        paragraph(
          'Three neighbouring towns have asked to watch. The council will discuss the outcome in spring.',
        ),
      ],
    }),
    clocks: lead({
      headline: 'Clock museum lets every clock strike as one',
      dateline: ["'s-LANDERVEEN"],
      credits: ['ANP'],
      slug: 'clock-museum',
      body: [
        paragraph(
          "All clocks in the museum of 's-Landerveen have struck twelve together for the first time. It took clockmakers four months. As a rule every clock in the museum keeps the time of the place it came from.",
        ),
        paragraph(
          'It is a record, according to the director. Tomorrow the clocks will go their own ways again.',
        ),
      ],
    }),
    goats: brief(
      'port-amaril-goats',
      ['PORT AMARIL'],
      ['RTR', 'AFP'],
      'The airport of Port Amaril has reopened after a herd of sixty goats was led off the runway. Four flights were sent to Tarsund. Whose goats they are is not known.',
    ),
    rate: brief(
      'san-isoldo-rate',
      ['SAN ISOLDO CITY'],
      ['ANP', 'DPA'],
      'The central bank of San Isoldo leaves its rate at 3.25 per cent. Investors had counted on a cut. Food prices are still rising too fast for that, the bank said.',
    ),
    snow: brief(
      'val-dorene-avalanche',
      ["VAL D'ORÈNE"],
      ['ANP', 'AFP'],
      "An avalanche has buried the only road to the mountain village of Val d'Orène. Its 340 residents and eighty skiers have food for two weeks, the mayor said. Nobody is missing.",
    ),
    fishing: brief(
      'fishing-quota-talks',
      ['BRENHOLM', 'KÖRMENDAL'],
      ['ANP', 'DPA', 'BELGA'],
      'Oltavia and Merenland will resume their talks on fishing quotas next week. They had been broken off since summer, when it turned out that both had counted the same shoal of herring.',
    ),
    bridge: brief(
      'kormendal-bridge',
      ['KÖRMENDAL'],
      ['DPA'],
      'The longest wooden bridge in Oltavia has opened at Körmendal, for cyclists and sheep. It is 614 metres long and holds not a single nail.',
    ),
    seeds: brief(
      'tarsund-seed-bank',
      ['TARSUND'],
      ['RTR'],
      'The seed bank of Tarsund has received its millionth sample: a handful of rye from a mill that closed this year. The donor wishes to remain unknown.',
    ),
    flags: brief(
      'merenland-flag',
      ['NEW AREND'],
      ['BELGA', 'AFP'],
      'Merenland is to have a new flag. By a single vote its parliament chose a white heron on green. The old flag, according to the government, could not be told from the umbrella of an insurance company.',
    ),
    ferry: brief(
      'port-amaril-night-boat',
      ['PORT AMARIL'],
      ['ANP', 'RTR'],
      'The night boat of Port Amaril will leave from the outer harbour until further notice. Travellers to Tarsund have to be on board an hour earlier, the company said.',
    ),
    exports: brief(
      'flower-bulb-exports',
      ['OUDENESSE'],
      ['ANP'],
      'Exports of flower bulbs rose by 4.8 per cent in the third quarter, the statistics office in Oudenesse reports. Oltavia above all bought more of them.',
    ),
    tram: brief(
      'veldermonde-tram',
      ['VELDERMONDE'],
      ['ANP'],
      'Trams in Veldermonde will cross the Corn Bridge again from Monday. Repairs took seven weeks longer than planned because a stork was nesting on a mast.',
    ),
    bakers: brief(
      'bakers-night-power',
      ['VELDERMONDE'],
      ['ANP', 'BELGA'],
      'Bakers round Veldermonde are to heat their ovens together on cheap night power. Nine firms signed a contract for five years. Bread will not cost more, they say.',
    ),
    rowers: brief(
      'harkemeer-race',
      ['HARKEVEEN'],
      ['ANP'],
      'The eight of Oudenesse has won the Harkemeer race for the fourth time in a row. The crew covered the 7 kilometres in 20 minutes and 14 seconds, although an oar broke halfway.',
    ),
    skating: brief(
      'brenholm-ice-rink',
      ['BRENHOLM'],
      ['RTR'],
      'The outdoor ice rink of Brenholm opens this weekend, provided that tonight',
    ),
  },
}
