/** The example in Dutch. Countries, towns, people and ships are made up; so is the news. */
import { bold, brief, type ExampleStory, italic, lead, list, paragraph, quote, subhead } from './story.ts'

export const EXAMPLE_NL: ExampleStory = {
  deskName: 'Getijpost',
  people: { admin: 'Jorinde Kwast', chief: 'Tobias Lamein', editor: 'Ayla Verstrate' },
  sections: {
    home: 'Binnenland',
    world: 'Buitenland',
    business: 'Economie',
    sport: 'Sport',
    culture: 'Cultuur',
  },
  returnNote:
    'Mooi stuk. Twee dingen: wie is de directeur, en telt het museum alleen de klokken die lopen? Graag ook een tweede bron voor het record.',
  items: {
    lock: lead({
      kicker: 'Scheepvaart',
      headline: 'Zeesluis Tarsund klemt, 42 schepen wachten op het tij',
      byline: 'Ayla Verstrate',
      dateline: ['TARSUND', 'BRENHOLM'],
      credits: ['ANP', 'RTR', 'AFP'],
      slug: 'zeesluis-tarsund',
      urgency: 3,
      body: [
        paragraph(
          'In de haven van Tarsund liggen 42 schepen vast nadat een deur van de zeesluis halverwege is blijven steken. De havendienst verwacht op zijn vroegst overmorgen weer te kunnen schutten. Dan staat het water bij springtij hoog genoeg om de deur van haar rail te tillen.',
        ),
        paragraph(
          'De storing ontstond kort na middernacht, toen de achthonderd ton zware deur achter een graanschip dichtging. Volgens de havendienst brak een van de twee loopwielen af en liep het staal vast in de drempel. Niemand raakte gewond.',
        ),
        subhead('Verse vis'),
        paragraph(
          'Onder de wachtende schepen zijn elf kotters met verse vangst. De visafslag van Brenholm, aan de overkant van het fjord, heeft haar koelhuizen voor hen opengesteld. De vis gaat buiten de sluis over op bootjes die klein genoeg zijn voor de oude schutkolk.',
        ),
        quote('"We hebben ijs voor drie dagen. Daarna is het geen vangst meer, dan is het een geur."'),
        paragraph([
          'Dat zegt Einar Solvang, schipper van de ',
          italic('Havfrid'),
          ', de derde in de rij. Hij laat zijn bemanning om beurten naar huis roeien. De passagiers van de nachtboot uit Port Amaril zijn met bussen langs de kust gebracht, een omweg van vier uur.',
        ]),
        subhead('Oud staal'),
        paragraph(
          'De sluisdeuren zijn 61 jaar oud en zouden volgend voorjaar worden vervangen. De regering van Oltavië stelde de aanbesteding vorig jaar uit omdat staal te duur was geworden. De oppositie wil daarover vandaag nog een debat met minister Ragna Thoresby van Waterwegen.',
        ),
        paragraph(
          'Thoresby noemde het uitstel in een radiogesprek "achteraf gezien geen koopje". Zij wil de oude schutkolk, die dertig jaar een museum is geweest, tijdelijk heropenen voor schepen tot twintig meter. De keuring daarvan is begonnen.',
        ),
        paragraph(
          'De veerdienst op Brenholm vaart volgens de dienstregeling. Die vertrekt van buiten de sluis.',
        ),
      ],
    }),
    lanterns: lead({
      kicker: 'Natuur',
      headline: 'Harkeveen dooft de straatlantaarns voor trekvogels',
      byline: 'Ayla Verstrate',
      dateline: ['HARKEVEEN'],
      credits: ['ANP'],
      slug: 'harkeveen-lantaarns',
      urgency: 5,
      body: [
        paragraph(
          "De gemeente Harkeveen zet dit seizoen in de helft van haar straten 's nachts de lantaarns uit, zodat trekvogels niet meer van hun route worden gelokt. De gemeenteraad stemde met zeventien tegen zes stemmen in met een proef van acht weken.",
        ),
        paragraph(
          'Vogelwachters telden vorig jaar ruim 1900 vogels die tegen ramen en masten waren gevlogen, de meeste in drie straten langs het Harkemeer. Het licht trekt vooral lijsters en roodborsten aan, die in het donker vliegen en zich naar de sterren richten.',
        ),
        subhead('Zaklantaarn van de gemeente'),
        paragraph(
          'Tegenstanders vrezen voor de veiligheid op straat. Bij bushaltes, zebrapaden en het ziekenhuis blijft het licht daarom aan, en wie zich meldt bij het gemeentehuis krijgt een zaklantaarn te leen. De afspraken:',
        ),
        list(
          [bold('Elke nacht'), ' gaat van 23.00 tot 5.00 uur de helft van de lantaarns uit.'],
          [bold('Geen trek'), ' betekent licht: de vogelwacht beslist om 18.00 uur.'],
          [bold('Bij mist'), ' of een ongeluk brandt alles binnen twee minuten weer.'],
        ),
        paragraph(
          '"Een dorp dat een paar weken in het donker durft te zitten, krijgt er een sterrenhemel voor terug", zegt wethouder Ties Bronkhorst. De proef bespaart volgens hem ook 42.000 kilowattuur.',
        ),
        paragraph(
          'Drie buurgemeenten hebben gevraagd of zij mogen meekijken. De raad bespreekt de uitkomst in het voorjaar.',
        ),
      ],
    }),
    clocks: lead({
      headline: 'Klokkenmuseum laat alle klokken één keer gelijk slaan',
      dateline: ["'s-LANDERVEEN"],
      credits: ['ANP'],
      slug: 'klokkenmuseum',
      body: [
        paragraph(
          "In het klokkenmuseum van 's-Landerveen hebben voor het eerst alle klokken tegelijk twaalf uur geslagen. Klokkenmakers zijn er vier maanden mee bezig geweest. Normaal loopt elke klok in het museum op de tijd van de plaats waar zij vandaan komt.",
        ),
        paragraph('Volgens de directeur gaat het om een record. Morgen lopen de klokken weer uiteen.'),
      ],
    }),
    goats: brief(
      'geiten-port-amaril',
      ['PORT AMARIL'],
      ['RTR', 'AFP'],
      'De luchthaven van Port Amaril is weer open nadat een kudde van zestig geiten van de landingsbaan is gehaald. Vier vluchten weken uit naar Tarsund. Van wie de geiten zijn, is niet bekend.',
    ),
    rate: brief(
      'rente-san-isoldo',
      ['SAN ISOLDO-STAD'],
      ['ANP', 'DPA'],
      'De centrale bank van San Isoldo laat de rente op 3,25 procent staan. Beleggers hadden op een verlaging gerekend. Volgens de bank stijgen de voedselprijzen daarvoor nog te snel.',
    ),
    snow: brief(
      'lawine-val-dorene',
      ["VAL D'ORÈNE"],
      ['ANP', 'AFP'],
      "Een lawine heeft de enige weg naar het bergdorp Val d'Orène bedolven. De 340 inwoners en tachtig wintersporters hebben volgens de burgemeester voor twee weken eten. Niemand wordt vermist.",
    ),
    fishing: brief(
      'visquota-overleg',
      ['BRENHOLM', 'KÖRMENDAL'],
      ['ANP', 'DPA', 'BELGA'],
      'Oltavië en Merenland praten volgende week weer over de visquota. Het overleg lag sinds de zomer stil, nadat beide landen dezelfde school haring hadden meegeteld.',
    ),
    bridge: brief(
      'brug-kormendal',
      ['KÖRMENDAL'],
      ['DPA'],
      'In Körmendal is de langste houten brug van Oltavië geopend, voor fietsers en schapen. De brug meet 614 meter en telt geen enkele spijker.',
    ),
    seeds: brief(
      'zaadbank-tarsund',
      ['TARSUND'],
      ['RTR'],
      'De zaadbank van Tarsund heeft haar miljoenste monster ontvangen: een handvol rogge uit een molen die dit jaar is gesloten. De schenker wil onbekend blijven.',
    ),
    flags: brief(
      'vlag-merenland',
      ['NIEUW-AREND'],
      ['BELGA', 'AFP'],
      'Merenland krijgt een nieuwe vlag. Het parlement koos met één stem verschil voor een witte reiger op groen. De oude vlag was volgens de regering niet van het regenscherm van een verzekeraar te onderscheiden.',
    ),
    ferry: brief(
      'nachtboot-port-amaril',
      ['PORT AMARIL'],
      ['ANP', 'RTR'],
      'De nachtboot van Port Amaril vertrekt voorlopig uit de buitenhaven. Reizigers naar Tarsund moeten een uur eerder aan boord zijn, meldt de rederij.',
    ),
    exports: brief(
      'uitvoer-bloembollen',
      ['OUDENESSE'],
      ['ANP'],
      'De uitvoer van bloembollen is in het derde kwartaal met 4,8 procent gestegen, meldt het statistisch bureau in Oudenesse. Vooral naar Oltavië gingen er meer.',
    ),
    tram: brief(
      'tram-veldermonde',
      ['VELDERMONDE'],
      ['ANP'],
      'Trams in Veldermonde rijden vanaf maandag weer over de Korenbrug. Het herstel van de brug duurde zeven weken langer dan gepland, omdat er een ooievaar op de portaalmast broedde.',
    ),
    bakers: brief(
      'bakkers-nachtstroom',
      ['VELDERMONDE'],
      ['ANP', 'BELGA'],
      'Bakkers in de regio Veldermonde gaan hun ovens samen laten stoken op nachtstroom. Negen bedrijven tekenden daarvoor een contract van vijf jaar. Het brood wordt volgens hen niet duurder.',
    ),
    rowers: brief(
      'roeien-harkemeer',
      ['HARKEVEEN'],
      ['ANP'],
      'De acht van Oudenesse heeft voor de vierde keer op rij de Harkemeerrace gewonnen. De ploeg legde de 7 kilometer af in 20 minuten en 14 seconden, ondanks een riem die halverwege brak.',
    ),
    skating: brief(
      'schaatsbaan-brenholm',
      ['BRENHOLM'],
      ['RTR'],
      'De natuurijsbaan van Brenholm gaat dit weekeinde open, als het vannacht',
    ),
  },
}
