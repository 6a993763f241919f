import type { FaultCode } from '../../errors.ts'
import type { FaultSentences } from '../sentences.ts'

/** Every fault in words: what happened, what is safe, and the one thing that helps. */
export const faults = {
  'bad-request': {
    what: 'Kopij begreep deze opdracht niet en heeft er niets mee gedaan.',
    safe: 'Uw tekst is niet veranderd.',
    action: 'Laad het venster opnieuw en probeer het nog eens.',
    button: 'Venster opnieuw laden',
  },
  'not-allowed-here': {
    what: 'Dit kan alleen een beheerder van de redactie.',
    safe: 'Er is niets veranderd.',
    action: 'Vraag het een beheerder, of wissel van plaats met iemand die dat is.',
    button: 'Van plaats wisselen',
  },
  locked: {
    what: 'Er zit niemand aan deze plaats.',
    safe: 'Alles wat bewaard was, staat er nog.',
    action: 'Kies wie u bent en ga verder.',
    button: 'Kies wie u bent',
  },
  'no-desk': {
    what: 'Deze redactie staat niet op deze computer.',
    safe: 'De andere redacties zijn onaangeroerd.',
    action: 'Kies een andere redactie of open haar uit een bestand.',
    button: 'Kies een redactie',
  },
  gone: {
    what: 'Dit bestaat niet meer op deze redactie.',
    safe: 'De rest van de redactie is niet veranderd.',
    action: 'Ga terug naar de lijst en kies een ander item.',
    button: 'Naar de lijst',
  },
  cancelled: { what: 'U brak het af.', safe: 'Er is niets veranderd.' },
  'wrong-passphrase': {
    what: 'Deze wachtwoordzin klopt niet.',
    action: 'Probeer het opnieuw, of gebruik uw herstelcode.',
  },
  'wrong-recovery-code': {
    what: 'Deze herstelcode klopt niet.',
    action: 'Controleer de tekens, of laat een beheerder uw wachtwoordzin opnieuw instellen.',
  },
  'passphrase-too-short': {
    what: 'Deze wachtwoordzin is te kort.',
    action: 'Neem er een van minstens tien tekens; een paar woorden achter elkaar werkt goed.',
  },
  'last-admin': {
    what: 'Dit is de laatste beheerder van de redactie.',
    safe: 'Er is niets veranderd.',
    action: 'Maak eerst iemand anders beheerder.',
  },
  'name-taken': { what: 'Deze naam is al in gebruik.', action: 'Kies een andere naam.' },
  'refused-role': {
    what: 'Dit hoort niet bij uw taken op deze redactie.',
    safe: 'Het item is niet veranderd.',
    action: 'Vraag het iemand met die taak.',
  },
  'refused-state': {
    what: 'Dit kan niet meer: het item staat intussen anders.',
    safe: 'Het item is niet veranderd en er is niets verstuurd.',
    action: 'Kijk hoe het er nu voorstaat en beslis opnieuw.',
    button: 'Bekijk het item',
  },
  'refused-own-copy': {
    what: 'U schreef mee aan deze tekst en kunt haar daarom niet zelf goedkeuren.',
    safe: 'De tekst wacht nog op goedkeuring.',
    action: 'Vraag een ander die mag goedkeuren, of geef een reden om het toch te doen.',
  },
  'refused-reason-missing': {
    what: 'Hier hoort een reden bij.',
    safe: 'Er is nog niets besloten.',
    action: 'Schrijf in een zin waarom.',
  },
  'refused-revision-unknown': {
    what: 'De redactie kent deze versie niet.',
    safe: 'Er is niets verstuurd en uw tekst staat er nog.',
    action: 'Lees de tekst zoals zij nu is en beslis opnieuw.',
    button: 'Bekijk het item',
  },
  'refused-revision-superseded': {
    what: 'Er is intussen een nieuwere versie ingediend.',
    safe: 'Er is niets verstuurd.',
    action: 'Lees wat er veranderde en beslis over die versie.',
    button: 'Bekijk het item',
  },
  'refused-revision-forged': {
    what: 'Deze versie komt niet overeen met de tekst op de redactie en is geweigerd.',
    safe: 'Er is niets verstuurd; de werkversie staat er nog.',
    action: 'Dien de tekst opnieuw in.',
    button: 'Bekijk het item',
  },
  'refused-embargo': {
    what: 'Op dit item rust nog een embargo.',
    safe: 'Er is niets verstuurd.',
    action: 'Wacht tot het embargo afloopt, of verplaats het.',
    button: 'Bekijk het item',
  },
  'refused-not-approved': {
    what: 'Dit item is nog niet goedgekeurd.',
    safe: 'Er is niets verstuurd.',
    action: 'Dien het in en laat het goedkeuren.',
    button: 'Bekijk het item',
  },
  'refused-foreign-author': {
    what: 'Dit is gedaan onder de naam van een ander en is geweigerd.',
    safe: 'De tekst op de redactie is niet veranderd.',
    action: 'Kies wie u bent en doe het opnieuw.',
    button: 'Kies wie u bent',
  },
  'refused-newer-schema': {
    what: 'Een collega schreef in dit item met een nieuwere Kopij.',
    safe: 'Alles wat er staat blijft bewaard; u kunt het lezen.',
    action: 'Werk Kopij op deze computer bij om erin te schrijven.',
  },
  'refused-rests-on-refused': {
    what: 'Een eerdere beslissing is geweigerd en deze rustte daarop.',
    safe: 'Er is niets verstuurd.',
    action: 'Los de eerdere op en beslis dan opnieuw.',
    button: 'Bekijk het item',
  },
  'refused-deleted': {
    what: 'Dit item ligt intussen in de prullenbak.',
    safe: 'Er is niets verstuurd en de tekst is er nog.',
    action: 'Haal het terug uit de prullenbak en beslis dan opnieuw.',
    button: 'Bekijk het item',
  },
  'refused-erased': {
    what: 'Dit item is gewist: de tekst bestaat nergens meer.',
    safe: 'Er is niets verstuurd.',
    action: 'Vraag een beheerder waarom het is gewist.',
  },
  'time-does-not-exist': {
    what: 'Dit tijdstip bestaat niet: de klok gaat die nacht vooruit.',
    safe: 'De oude tijd blijft staan.',
    action: 'Kies een tijd ervoor of erna.',
  },
  'time-exists-twice': {
    what: 'Dit tijdstip komt twee keer voor: de klok gaat die nacht terug.',
    safe: 'De oude tijd blijft staan.',
    action: 'Kies welke van de twee u bedoelt.',
  },
  'time-in-the-past': {
    what: 'Dit tijdstip is al voorbij.',
    safe: 'De oude tijd blijft staan.',
    action: 'Kies een later tijdstip, of breng het item nu uit.',
  },
  'disk-full': {
    what: 'De schijf is vol.',
    safe: 'Wat eerder bewaard was, staat er nog; wat u daarna typte staat alleen in dit venster.',
    action: 'Maak ruimte vrij. Kopij bewaart daarna vanzelf verder; laat het venster open.',
    button: 'Gegevensmap tonen',
  },
  'disk-read-only': {
    what: 'De map van deze redactie is alleen-lezen.',
    safe: 'Wat eerder bewaard was, staat er nog; wat u daarna typte staat alleen in dit venster.',
    action: 'Maak de map weer schrijfbaar. Kopij bewaart daarna vanzelf verder; laat het venster open.',
    button: 'Gegevensmap tonen',
  },
  'disk-error': {
    what: 'De schijf nam de laatste tekst niet aan.',
    safe: 'Wat eerder bewaard was, staat er nog; wat u daarna typte staat alleen in dit venster.',
    action: 'Kijk of de schijf vast zit en werkt. Laat het venster open.',
    button: 'Gegevensmap tonen',
  },
  'data-unreadable': {
    what: 'Kopij kan zijn gegevensmap niet lezen.',
    safe: 'Er is niets veranderd; uw redacties staan er nog.',
    action: 'Controleer de map en de rechten daarop, en start Kopij dan opnieuw.',
    button: 'Toon gegevensmap',
  },
  'database-newer': {
    what: 'Deze redactie is bijgewerkt door een nieuwere Kopij.',
    safe: 'Er is niets aan veranderd.',
    action: 'Werk Kopij bij en open de redactie dan opnieuw.',
    button: 'Kies een redactie',
  },
  'database-damaged': {
    what: 'In de gegevens van deze redactie is schade gevonden.',
    safe: 'Er is niets gewist. De dagelijkse reservekopieën staan in de gegevensmap.',
    action:
      'Zet een kopie van de gegevensmap veilig en start Kopij dan opnieuw: bij het openen herstelt het wat het kan.',
    button: 'Gegevensmap tonen',
  },
  'database-unreachable': {
    what: 'De redactieserver kan nu niet bij zijn database.',
    safe: 'U kunt gewoon doorwerken; alles wordt hier bewaard en gaat mee zodra de database er weer is.',
    action: 'Waarschuw wie de redactieserver beheert als het lang duurt.',
  },
  'desk-moved': {
    what: 'Deze redactie is verhuisd.',
    safe: 'Alles staat op de nieuwe plek; wat hier staat, blijft bewaard en verandert niet meer.',
    action: 'Doe mee met de redactie op haar nieuwe adres. Een beheerder van de redactie kent het.',
    button: 'Kies een redactie',
  },
  'desk-open-elsewhere': {
    what: 'Deze redactie is al open in een andere Kopij op deze computer.',
    safe: 'Er is niets veranderd.',
    action: 'Sluit de andere Kopij, of werk daar verder.',
    button: 'Opnieuw proberen',
  },
  'not-a-desk-file': {
    what: 'Dit bestand is geen bewaarde redactie van Kopij.',
    safe: 'Er is niets veranderd; het bestand is niet aangeraakt.',
    action: "Kies een bestand dat met 'Redactie bewaren als bestand' is gemaakt.",
    button: 'Ander bestand kiezen',
  },
  'target-full': {
    what: 'De schijf van een uitgang is vol.',
    safe: 'De uitlevering wacht en gaat vanzelf verder; er verdwijnt niets.',
    action: 'Maak ruimte op de schijf waar de map van de uitgang staat.',
    button: 'Opnieuw proberen',
  },
  'target-read-only': {
    what: 'In de map van een uitgang mag niet worden geschreven.',
    safe: 'De uitlevering wacht en gaat vanzelf verder; er verdwijnt niets.',
    action: 'Geef Kopij schrijfrecht op de map, of kies een andere map.',
    button: 'Opnieuw proberen',
  },
  'target-error': {
    what: 'De schijf van een uitgang gaf een fout.',
    safe: 'De uitlevering wacht en gaat vanzelf verder; er verdwijnt niets.',
    action: 'Controleer de schijf of de netwerkmap van de uitgang.',
    button: 'Opnieuw proberen',
  },
  'target-folder-gone': {
    what: 'De map van een uitgang is er niet of laat niet schrijven.',
    safe: 'De uitlevering wacht en gaat vanzelf verder; er verdwijnt niets.',
    action: 'Zet de map terug of sluit de schijf aan.',
    button: 'Uitgangen bekijken',
  },
  'target-folder-foreign-file': {
    what: 'In de map staat een bestand met deze naam dat niet door Kopij is geschreven.',
    safe: 'Dat bestand is niet aangeraakt.',
    action: 'Verplaats of hernoem het, en probeer het dan opnieuw.',
    button: 'Uitgangen bekijken',
  },
  'target-unknown': {
    what: 'Deze uitgang bestaat niet meer.',
    safe: 'Er is niets verstuurd.',
    action: 'Voeg de uitgang opnieuw toe.',
    button: 'Uitgangen bekijken',
  },
  'nothing-to-export': {
    what: 'Er is niets om te exporteren: de gekozen items zijn leeg.',
    action: 'Kies items met tekst.',
  },
  'desk-process-gone': {
    what: 'Het deel van Kopij dat bewaart, is gestopt en wordt opnieuw gestart.',
    safe: 'Alles met een tijd in de statusregel staat op schijf. Wat daarna kwam wordt zo alsnog bewaard.',
    action: 'Wacht even en laat het venster open.',
    button: 'Opnieuw verbinden',
  },
  'refused-newer-item': {
    what: 'Deze tekst is geschreven nadat een collega het item met een nieuwere Kopij had veranderd.',
    safe: 'Uw woorden staan nog op deze computer, in de geschiedenis van het item.',
    action: 'Werk Kopij op deze computer bij en zet uw woorden er opnieuw in.',
  },
  'address-invalid': {
    what: 'Dit is geen adres van een redactie.',
    safe: 'Er is niets veranderd.',
    action:
      "Typ het adres zoals uw collega het ziet in de instellingen onder 'Delen', bijvoorbeeld https://kopij.voorbeeld.nl.",
  },
  'address-in-use': {
    what: 'Een ander programma op deze computer gebruikt deze poort al.',
    safe: 'De redactie is niet opengesteld.',
    action: 'Kies een andere poort.',
  },
  'network-not-trusted': {
    what: 'Dit adres is niet versleuteld: wie meeluistert op het netwerk kan de kopij lezen.',
    safe: 'Er is nog niets verstuurd.',
    action: 'Gebruik een adres met https, of bevestig dat u dit netwerk vertrouwt.',
  },
  'certificate-unusable': {
    what: 'Het certificaat van deze redactieserver kan niet worden gebruikt.',
    safe: 'Er is niets verstuurd.',
    action: 'Laat de beheerder van de redactieserver het certificaat en de sleutel nakijken.',
  },
  'desk-already-here': {
    what: 'Deze redactie staat al op deze computer.',
    safe: 'Er is niets veranderd.',
    action: 'Open haar uit de lijst van redacties.',
  },
  'invitation-unknown': {
    what: 'Deze uitnodigingscode klopt niet, is al gebruikt of is verlopen.',
    safe: 'Er is niets veranderd.',
    action: 'Kijk de tekens na, of vraag een beheerder van de redactie om een nieuwe code.',
  },
  'sign-in-needed': {
    what: 'De redactieserver kent deze computer niet meer als de uwe.',
    safe: 'Wat u schreef staat op deze computer en gaat mee zodra u zich weer aanmeldt.',
    action: 'Meld u opnieuw aan met uw wachtwoordzin.',
  },
  'device-revoked': {
    what: 'Een beheerder heeft deze computer afgemeld van de redactie.',
    safe: 'Wat hier bewaard was, staat hier nog. Er gaat niets meer heen of terug.',
    action: 'Meld u opnieuw aan met uw wachtwoordzin, of vraag een beheerder waarom.',
  },
  'too-many-tries': {
    what: 'Er is te vaak een verkeerde wachtwoordzin of code geprobeerd.',
    safe: 'Er is niets veranderd; wie al aangemeld is, werkt gewoon door.',
    action: 'Wacht even en probeer het dan opnieuw.',
  },
  'hub-elsewhere-only': {
    what: 'Deze redactie staat op een andere computer.',
    safe: 'Er is niets veranderd.',
    action: 'Doe dit op de computer waar de redactie staat, of vraag het een beheerder.',
  },
  'hub-unreachable': {
    what: 'De redactieserver is nu niet bereikbaar.',
    safe: 'U kunt gewoon doorwerken; alles wordt hier bewaard en gaat mee zodra er verbinding is.',
    action: 'Controleer het netwerk als het lang duurt.',
  },
  'needs-connection': {
    what: 'Dit kan alleen met verbinding met de redactieserver, en die is er nu niet.',
    safe: 'Er is niets veranderd, en het gebeurt later ook niet vanzelf.',
    action: 'Doe het opnieuw zodra er verbinding is. Schrijven en beslissen kan ondertussen gewoon.',
  },
  'hub-not-kopij': {
    what: 'Op dit adres antwoordt iets anders dan een redactieserver van Kopij.',
    safe: 'Er is niets verstuurd.',
    action: 'Controleer het adres.',
  },
  'hub-other': {
    what: 'Op dit adres staat nu een andere redactieserver dan voorheen.',
    safe: 'Alles op deze computer is onveranderd. Er is niets verstuurd of overgenomen.',
    action: 'Vraag de beheerder wat er gebeurd is.',
  },
  'hub-older': {
    what: 'De redactieserver is teruggezet naar een eerder moment.',
    safe: 'Alles op deze computer is onveranderd. Er is niets verstuurd of overgenomen.',
    action:
      'Vraag de beheerder wat er gebeurd is en kies of de redactieserver terugkrijgt wat deze computer nog heeft.',
  },
  'hub-empty': {
    what: 'De redactieserver is leeg.',
    safe: 'Alles op deze computer is onveranderd. Er is niets verstuurd of overgenomen.',
    action: 'Vraag de beheerder wat er gebeurd is.',
  },
  'hub-refuses-host': {
    what: 'De redactieserver laat dit adres niet toe.',
    safe: 'Er is niets verstuurd.',
    action: 'Laat de beheerder dit adres toestaan op de redactieserver.',
  },
  'protocol-too-old': {
    what: 'Deze Kopij is te oud voor de redactieserver.',
    safe: 'U kunt gewoon doorwerken; alles wordt hier bewaard.',
    action: 'Werk Kopij op deze computer bij; daarna gaat alles mee.',
  },
  'protocol-too-new': {
    what: 'Deze Kopij is nieuwer dan de redactieserver.',
    safe: 'U kunt gewoon doorwerken; alles wordt hier bewaard.',
    action: 'Laat de beheerder de redactieserver bijwerken; daarna gaat alles mee.',
  },
  'mass-change': {
    what: 'Van de redactieserver komt een wijziging die hier in één keer veel items weghaalt.',
    safe: 'Alles op deze computer is onveranderd.',
    action:
      'Vraag een collega of dat de bedoeling is. Zo niet, laat de items dan terughalen: daarna gaat het uitwisselen vanzelf verder.',
  },
  diverged: {
    what: 'Een item ziet er hier anders uit dan bij de redactie, hoewel alles is uitgewisseld.',
    safe: 'Beide teksten zijn bewaard; er is niets overschreven.',
    action: 'Vergelijk het item met een collega en meld het aan uw beheerder.',
  },
  'clock-skewed': {
    what: 'De klok van deze computer wijkt meer dan vijf minuten af; een gekozen tijd zou verkeerd uitkomen.',
    safe: 'De oude tijd staat er nog. Schrijven en keuren kan gewoon.',
    action: 'Zet de klok van deze computer goed.',
  },
  'message-too-large': {
    what: 'Dit is te groot om in één keer te versturen.',
    safe: 'Het staat op deze computer.',
    action: 'Verdeel de tekst over meer items.',
  },
  'item-too-large': {
    what: 'Dit past er niet meer bij: in één item gaat hoogstens 20 MB aan tekst en wijzigingen.',
    safe: 'Wat eerder bewaard was, staat er nog.',
    action: 'Maak de laatste toevoeging ongedaan, of ga verder in een nieuw item.',
  },
  internal: {
    what: 'Kopij liep vast op iets dat niet had mogen gebeuren. Het staat in het logboek.',
    safe: 'Wat bewaard was, staat er nog.',
    action: 'Laad het venster opnieuw en probeer het nog eens.',
    button: 'Venster opnieuw laden',
  },
} as const satisfies Record<FaultCode, FaultSentences>
