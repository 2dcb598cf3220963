/** 256 short English words, one a byte: unlike each other when read aloud. */
export const ENGLISH_WORDS: readonly string[] = `
acid acorn actor alarm album amber anchor angel ankle apple apron arch arrow atlas attic autumn
bacon badge baker balcony ballet bamboo banana banjo barrel basket beaver bell bench bicycle bishop blanket
bottle bowl branch brass bread brick bridge broom bucket butter button cabin cactus camel candle canyon
captain caravan carpet castle cedar cello chalk cherry chess chimney circus clay cliff clock cloud clover
coast cobra coffee comet compass copper coral cotton cradle crane crater crown crystal cuckoo cup curtain
daisy dancer desert diamond diary dinner doctor dolphin donkey door dragon drum eagle easel echo elbow
elephant emerald engine fabric falcon farmer feather fence ferry fiddle finger flag flame flute forest fossil
fountain fox frost galaxy garden garlic giant ginger giraffe glacier glove goat goblet gondola granite grape
guitar hammer harbor harp hazel helmet hermit heron honey horizon horse hotel hunter iceberg igloo ink
island ivory jacket jaguar jasmine jelly jewel jungle kettle kimono kitchen kite koala ladder lagoon lamp
lantern lemon library lily lion lizard lobster locket lotus lumber magnet mango maple marble market mask
meadow melon mercury mirror monkey moon mosaic motor mountain muffin museum mustard napkin nectar needle nest
nickel noodle north oasis ocean olive onion opera orange orchid organ otter oven oyster paddle palace
panda paper parrot pearl pencil pepper piano pigeon pillow pilot planet plum pocket poet pond potato
prince pumpkin puzzle pyramid quartz queen rabbit radar radio rainbow raven ribbon river robin rocket rope
ruby saddle sailor salmon sandal saturn school scissors scooter shadow shark silver sofa spider spoon tiger`.trim().split(/\s+/);

/** The same in Russian. */
export const RUSSIAN_WORDS: readonly string[] = `
абрикос авоська азбука айсберг аллея алмаз альбом ангар апрель аптека арбуз арена арка арфа астра атлас
багаж базар балкон банан барабан барсук башня белка берёза беседка билет бинокль бирюза блокнот бобр болото
борода ботинок брошь бубен букет булка буря бусы бутон вагон ваза валенок ванна варежка василёк
ведро веер велосипед венок верблюд весна ветка вечер вилка вишня вода вокзал волна воробей ворота восток
газета галка гамак гвоздь герань гитара глина глобус гнездо голубь гора горох град гриб груша гусь
дельфин дерево джем диван дождь долина дом дорога дочка дракон дуб дудка дыня ежевика ель ёрш
жаба жаворонок жасмин жёлудь жемчуг жираф жук журавль забор завод загадка заря заяц звезда зебра зеркало
зима змея зонт зубр игла изба изумруд икра индюк ирис искра кабан каблук каюта калина камень
канат капля карта каша кедр кефир кисель кит клён ключ книга ковёр коза колесо комета конверт
корабль кость кофе краб кран крыша куб кукла купол курица лагуна лампа ландыш ласточка лебедь лёд
лента лес лимон лиса лодка ложка лось лук луна лыжи магнит майка малина марка маяк мёд
мельница месяц метро мечта мимоза молоко море мост музей муравей мыло мята нарцисс небо нитка носок
облако овёс огонь озеро окно олень омут орех орёл остров очки павлин палатка парус паук перец
песок петух печь пирог пламя платок поезд полка помидор попугай почта пруд птица пчела радуга рак
ракета река рис робот роза ромашка рубин рукав рыба сад салют самовар сапог сахар сверчок свеча
север сирень скала скрипка слива слон снег сова солнце сосна стакан стрела сундук сурок тигр топор якорь`.trim().split(/\s+/);
