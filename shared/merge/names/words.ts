import { plainLetters } from './letters.ts';

/** Legal forms of the five states and English ones, as they stand in names. */
const LEGAL_FORMS = words(`
  ооо оао зао пао ао нао одо тоо осоо чуп уп руп куп гп гуп фгуп муп сп ип гк нпк кт пк ссп тдо чп чтуп чпуп пуп туп рупп купп птуп втуп иооо иуп сооо сзао ue особое
  общество товарищество акционерное открытое закрытое публичное непубличное ограниченной дополнительной ответственностью с унитарное республиканское частное
  совместное государственное казенное федеральное муниципальное дочернее иностранное
  ааа таа ааат зат ват адт рпуп таварыства абмежаванай адказнасцю адкрытае закрытае акцыянернае унітарнае прыватнае рэспубліканскае сумеснае
  жшс ақ аақ жақ жауапкершілігі шектеулі серіктестігі акционерлік қоғамы ао
  жчк ааак жак оаак жоопкерчилиги чектелген коому ачык акционердик
  սպը բբը փբը հսպը սահմանափակ պատասխանատվությամբ բաց փակ բաժնետիրական ընկերություն
  llc ltd jsc ojsc cjsc pjsc inc co corp company limited llp gmbh ag sa plc liability joint stock open closed public private pao oao zao ooo ao too
  spy bby pby zhshs lls`);

/**
 * Words that many names share, by what they mean: the same in every language of the union. Weight: how much such a word tells a company
 * from another; 0 nothing at all.
 */
const COMMON: readonly (readonly [meaning: string, weight: number, spellings: string])[] = [
  ['plant', 0.1, 'завод завода заводы заводе зауыты зауыт заводу plant factory works zavod գործարան գործարանը фабрика фабрикасы'],
  ['enterprise', 0.05, 'предприятие предприятия прадпрыемства кәсіпорны ишканасы enterprise ձեռնարկություն предпр компания компаниясы кампанія ընկերություն'],
  ['firm', 0.05, 'фирма фірма фирмасы firm firma ֆիրմա'],
  ['group', 0.15, 'группа група тобы group группы холдинг holding холдынг հոլդինգ խումբ топ тобу концерн концерн консорциум'],
  ['research', 0.15, 'научно научный научная научное навукова ғылыми илимий research scientific գիտական գիտահետազոտական исследовательский исследовательская исследования даследчы зерттеу'],
  ['production', 0.1, 'производственное производственная производственный производство вытворчае вытворчасць өндірістік өндіріс өндүрүштүк production manufacturing արտադրական արտադրություն пп'],
  ['association', 0.1, 'объединение объединения аб яднанне бірлестігі бирикмеси association միավորում'],
  ['npo', 0.2, 'нпо нпп нпц нпф нтц ғөб ԳԱՄ npo npp npc ntc'],
  ['institute', 0.25, 'институт інстытут институты institute ինստիտուտ нии кб окб скб цкб nii kb бюро bureau бюросы конструкторское канструктарскае конструкторлық проектный'],
  ['centre', 0.25, 'центр цэнтр орталығы борбору center centre կենտրոն'],
  ['and', 0, 'и й г гор no and да жана және եւ և the of для по имени им'],
  ['state', 0.1, 'российский российская россия беларусь белорусский белорусская беларускі қазақстан казахстан казахстанский армения армянский հայկական հայաստան кыргызстан кыргыз russia belarus kazakhstan armenia kyrgyzstan рф рб рк'],
  ['electronic', 0.45, 'электроника электронная электронный электронные электроники электронной electronics electronic electronika էլեկտրոնիկա электроніка'],
  ['instrument', 0.45, 'прибор приборы приборов приборостроение приборостроительный приборный instrument instruments pribor аспап аспаптар прыбор прыборабудаўнічы'],
  ['radio', 0.5, 'радио radio радыё ռադիո'],
  ['technology', 0.45, 'технологии технология технологический тэхналогіі technology technologies технологиялары технологиялар տեխնոլոգիաներ tech тех tehnologii technologii'],
  ['system', 0.45, 'система системы systems system сістэмы жүйелер жүйелері системалары համակարգեր'],
  ['service', 0.9, 'сервис сэрвіс service services сервіс սերվիս қызмет'],
  ['trade', 0.9, 'торг трейд торговый торговля trade trading гандаль сауда соода թրեյդ снаб сбыт'],
  ['building', 0.9, 'строй строительство строительная build құрылыс շին'],
  ['new', 0.6, 'новый новая новое нов жаңа жаны նոր new novyi novaya'],
  ['micro', 0.8, 'микро микра micro mikro միկրո'],
  ['semiconductor', 0.6, 'полупроводник полупроводники полупроводниковые полупроводниковый паўправаднік semiconductor semiconductors կիսահաղորդիչ жартылайөткізгіш'],
  ['crystal', 0.9, 'кристалл кристал крышталь crystal kristall kristal բյուրեղ'],
  ['material', 0.6, 'материал материалы матэрыялы materials material материалдар նյութեր'],
  ['design', 0.6, 'дизайн дызайн design դիզայն'],
  ['chemical', 0.6, 'химический химическая химия хімічны chemical chemistry химиялық քիմիական'],
  ['cable', 0.6, 'кабель кабельный кабельная cable մալուխ'],
  ['experimental', 0.3, 'опытный опытно экспериментальный экспериментальное доследны experimental pilot փորձարարական тәжірибелік'],
];

/** Towns by the beginning of their name in plain letters, so that their adjectives are known too. */
const TOWNS: readonly (readonly [town: string, stems: string])[] = [
  ['moscow', 'moskv moskov moskou'], ['petersburg', 'peterburg piterburg spb'], ['zelenograd', 'zelenograd'], ['novosibirsk', 'novosibir'], ['tomsk', 'tomsk'], ['voronezh', 'voronej'],
  ['saratov', 'saratov'], ['pskov', 'pskov'], ['kazan', 'kazansk'], ['minsk', 'minsk'], ['brest', 'brest bresc'], ['grodno', 'grodn grozen'], ['gomel', 'gomel'], ['vitebsk', 'vitebsk vicebsk'],
  ['polotsk', 'polock polack'], ['yerevan', 'erevan'], ['gyumri', 'gumri'], ['vanadzor', 'vanazor'], ['almaty', 'almati'], ['astana', 'astanin'], ['karaganda', 'karagand'],
  ['shymkent', 'ximkent'], ['pavlodar', 'pavlodar'], ['bishkek', 'bixkek'], ['osh', 'oxsk'],
];
/** What a town tells: little, but two different ones tell two companies apart. */
const TOWN = 0.25;

/** A word of a name, ready to be compared. */
export interface NameWord {
  /** What it says: a common meaning, or the word in plain letters. */
  readonly text: string;
  /** How much it tells a company from others, 0 … 1. */
  readonly weight: number;
  readonly common: boolean;
  /** The name of a town, or of what comes from there. */
  readonly town: boolean;
}

const meanings = new Map(COMMON.flatMap(([text, weight, spellings]) => spellings.split(/\s+/).filter(Boolean).map((spelling) => [plainLetters(spelling.toLowerCase()), { text, weight }] as const)));
/** Beginnings of longer words: the rest is how the language bends them. */
const stems = new Map([...meanings].filter(([plain]) => plain.length >= 7).map(([plain, meaning]) => [plain.slice(0, -2), meaning]));
const forms = new Set([...LEGAL_FORMS].map((form) => plainLetters(form)));

/** The words of a name that tell it from others: legal forms, quotation marks and the ways to write a letter are left aside. */
export function wordsOf(name: string): readonly NameWord[] {
  const cased = name.replaceAll('№', ' ').normalize('NFKC').replace(/(?<=\p{Ll}{3})(?=\p{Lu})/gu, ' ');
  const words = cased.toLowerCase().replace(/[’'`ʼ]/g, '').replace(/(?<!\p{L})з-д(?!\p{L})/gu, 'завод').split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  const found = new Map<string, NameWord>();
  for (const word of words.flatMap(apart)) {
    const plain = plainLetters(word);
    if (plain === '' || LEGAL_FORMS.has(word) || forms.has(plain)) continue;
    const known = wordOf(plain);
    if (known.weight > 0) found.set(known.text, known);
  }
  return [...found.values()];
}

function wordOf(plain: string): NameWord {
  const meaning = meanings.get(plain) ?? [1, 2, 3].map((ending) => stems.get(plain.slice(0, -ending))).find((found) => found !== undefined);
  if (meaning) return { ...meaning, common: true, town: false };
  const town = TOWNS.find(([, stems]) => stems.split(' ').some((stem) => plain.startsWith(stem)));
  if (town) return { text: town[0], weight: TOWN, common: true, town: true };
  return { text: plain, weight: /^\d+$/.test(plain) ? 0.8 : plain.length < 2 ? 0.4 : 1, common: false, town: false };
}

/** Letters and digits apart («НИИ-35», «НИИ35»), and the plant of «радиозавод». */
function apart(word: string): readonly string[] {
  return (word.match(/\p{N}+|[^\p{N}]+/gu) ?? []).flatMap((part) => (/..завод$/.test(part) ? [part.slice(0, -5), 'завод'] : [part]));
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.trim().split(/\s+/));
}
