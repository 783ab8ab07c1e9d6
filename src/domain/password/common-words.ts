/**
 * The most frequent words in passwords of French speakers, without case and accents. Such a word with a capital letter
 * and a short number satisfies every rule about kinds (`Soleil2024`), and attackers try it first.
 *
 * The words were chosen by hand from published habits in leaked French passwords. They copy no published list.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `
  motdepasse monmotdepasse motdepass motpasse motdepasses mdp monmdp password passw passwd pass passe pwd code moncode codes secret secrets
  admin administrateur administrator root user utilisateur test teste testtest essai login identifiant compte moncompte
  master letmein welcome bienvenue changeme changer changezmoi nouveau nouvelle temporaire provisoire default defaut
  iloveyou ilove loveyou jetaime jetaimes jtm jtaime jetadore amour amours monamour mamour monange moncoeur coeur bisous bisou
  bonjour bonsoir salut coucou hello aurevoir merci merde putain connard connasse caca pipi zizi prout
  soleil lune etoile etoiles ciel mer plage vacances voyage fleur fleurs nature arbre jardin montagne riviere neige
  printemps ete automne hiver janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
  lundi mardi mercredi jeudi vendredi samedi dimanche noel paques anniversaire
  papa maman papamaman mamanpapa mamie papy papi tonton tata frere soeur famille mafamille enfant enfants mesenfants fils fille bebe
  doudou cherie cheri monbebe princesse princess prince reine roi ange angel petitange chouchou loulou loulou poupee puce mapuce
  chouquette bibiche biche minou minette chaton chat chats chien chiens toutou lapin lapinou poussin canard souris
  cheval chevaux poney vache cochon tigre lion loup louve dragon dauphin papillon panda ours nounours singe requin aigle
  tigrou simba titi toto tutu tata nono lolo lulu lili mimi momo kiki coco cocotte choupette caramel chocolat vanille fraise framboise
  cerise pomme banane orange citron nutella cookie biscuit bonbon sucre miel pizza fromage saucisson pastis ricard biere whisky vodka
  rouge bleu vert jaune noir blanc rose violet turquoise
  france francais paris parissg marseille lyon toulouse nice nantes bordeaux lille strasbourg montpellier rennes reims toulon
  grenoble dijon angers nimes brest limoges amiens metz perpignan orleans besancon rouen mulhouse caen nancy avignon poitiers
  bretagne normandie alsace lorraine corse provence savoie auvergne picardie vendee martinique guadeloupe reunion guyane mayotte
  algerie maroc tunisie portugal espagne italie turquie senegal mali cameroun congo comores kabylie maghreb afrique europe
  psg parissaintgermain olympique om allezlom allezom asse ogcnice ol losc rclens lens football foot rugby tennis basket judo karate
  equipe zidane zizou ronaldo messi mbappe neymar benzema platini griezmann barcelone barcelona madrid realmadrid juventus chelsea arsenal liverpool
  ferrari porsche peugeot renault citroen audi mercedes volkswagen bmw clio twingo megane golf yamaha honda suzuki kawasaki ducati harley
  naruto sasuke sakura onepiece dragonball goku sangoku vegeta pokemon pikachu carapuce salameche dracaufeu zelda mario luigi sonic
  minecraft fortnite warcraft starcraft counterstrike callofduty assassin playstation nintendo xbox gameboy dofus
  starwars batman superman spiderman hulk joker matrix gandalf frodon harrypotter potter hermione poudlard disney mickey minnie
  stitch barbie hellokitty asterix obelix tintin milou schtroumpf goldorak albator
  azerty azertyuiop qwerty qwertz azer qsdf wxcv azeqsd azeqsdwxc azerqsdf azertyazerty abcdef abcd abcde abc
  internet ordinateur computer windows linux apple iphone samsung nokia google facebook twitter instagram snapchat youtube netflix amazon
  orange bouygues sfr freebox free wanadoo hotmail yahoo gmail laposte livebox skyblog caramail
  caf macaf cnaf allocation allocations allocationsfamiliales allocfamiliales allocataire familiale familiales rsa apl aah paje
  primedactivite ameli securitesociale secu sociale impots franceconnect poleemploi francetravail mutuelle assurance banque retraite
  logement maison mamaison appart travail boulot bureau ecole lycee college universite vive vivelafrance vivelavie lavie labelle
  liberte egalite fraternite espoir bonheur joie paix force courage chance victoire gagner argent fric dieu jesus jesuschrist allah
  inchallah bismillah hamdoulilah mohamed mohammed muhammad islam musulman chretien marie vierge saint amen
  musique guitare piano metallica nirvana johnny johnnyhallyday mylene rihanna beyonce shakira eminem tupac booba jul pnl
  metal rock punk rasta bobmarley marley marijuana cannabis weed
  danse danseuse gymnastique equitation natation cyclisme velo moto quad camion voiture bateau avion train tracteur
  diable satan demon enfer vampire zombie fantome pirate ninja samurai warrior guerrier soldat
  sexe sexy porno salut chaud chaude beaute belle beau gosse beaugosse
  fuckyou fuck shit killer monster shadow sunshine superstar star baseball dragon monkey michael jordan hunter ranger
  freedom whatever trustno qazwsx zaqxsw football summer winter spring autumn flower butterfly cheese pepper ginger
  sesame ouvretoi sesameouvretoi abracadabra chocolatine bidule machin truc chose
  adrien alain albert alexandra alexandre alexis alice alicia aline amandine amelie anais andre angelique anna anne annie anthony
  antoine antonio arnaud arthur audrey aurelie aurelien axel baptiste bastien beatrice benjamin benoit bernard bertrand brigitte bruno
  camille carine carla carole caroline cecile cedric celia celine chantal charlene charles charlotte chloe christelle christian christiane
  christine christophe clara claire claude clement clemence corentin coralie corinne cyril cyrille damien daniel daniele david
  delphine denis diane didier dominique dylan eddy edouard elena eliane elisa elisabeth elise elodie emilie emma emmanuel emmanuelle
  enzo eric ericka estelle ethan etienne eva evelyne fabien fabienne fabrice fanny fatima fatiha fatou florence florent florian
  franck francis franck francois francoise frederic gabriel gaelle gaetan geoffrey georges gerard gilbert gilles gregory guillaume
  guy hamza hassan helene henri herve hugo ibrahim ilyes ines isabelle jacqueline jacques jade jean jeanclaude jeanlouis jeanluc
  jeanmarc jeanmarie jeanmichel jeanne jeanpaul jeanpierre jennifer jeremy jerome jessica joel joelle johan johanna jonathan jordan joseph josiane
  julia julie julien juliette justine karim karine kevin khadija laetitia laura laure laurence laurent lea leo leonie lilou lina lionel
  lola louis louise loic luc lucas lucie ludovic ludivine lydia madeleine magali malika manon marc marcel margaux marguerite
  mariama marieclaude marina marine marion martin martine mathieu mathilde mathis matheo matthieu maurice max maxime medhi mehdi melanie melissa
  michel michele michelle mickael mireille monique morgane moussa myriam nabil nadia nadine nathalie nathan nicolas nicole noah noemie
  oceane odile olivier olivia ophelie oscar pascal pascale patrice patricia patrick paul pauline philippe pierre quentin rachel
  rachid raphael raymond remi remy rene renee richard robert robin romain roland romane rose roxane sabine sabrina said salome
  samia samir samira samuel sandra sandrine sara sarah sebastien serge severine simon solene sofia sonia sophie stephane
  stephanie steven sylvain sylvie tania theo thierry thomas tiffany timothee tom tristan valentin valentine valerie vanessa veronique
  victor victoria vincent virginie walid william xavier yacine yann yannick yasmine yoann youssef yves yvette zoe zoubida
  `
    .trim()
    .split(/\s+/),
)

/** Sequences on the keyboard and sequences that people recite. Four consecutive characters, in either direction, are common. */
export const walks: ReadonlyArray<string> = [
  "azertyuiopqsdfghjklmwxcvbn",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "abcdefghijklmnopqrstuvwxyz",
  "aqwzsxedcrfvtgbyhnujikolpm",
  "azqswxedcvfrtgbnhyujkiolmp",
  "1a2z3e4r5t6y7u8i9o0p",
  "a1z2e3r4t5y6u7i8o9p0",
  "1q2w3e4r5t6y7u8i9o0p",
  "q1w2e3r4t5y6u7i8o9p0",
  "1aqw2zsx3edc4rfv5tgb",
  "1qaz2wsx3edc4rfv5tgb",
  "a1b2c3d4e5f6g7h8i9",
  "1a2b3c4d5e6f7g8h9i",
  "0123456789".repeat(7),
]
