import { answers } from './answers.ru.ts';
import { doctor } from './doctor.ru.ts';
import type { en } from './en.ts';
import { excel } from './excel.ru.ts';
import { failures } from './failures.ru.ts';
import { invitation } from './invitation.ru.ts';
import { remarks } from './remarks.ru.ts';
import { reminder } from './reminder.ru.ts';

/** Фразы, общие для окна программы и командной строки (сообщения ICU). */
export const ru: Readonly<Record<keyof typeof en, string>> = {
  ...answers,
  ...failures,
  ...doctor,
  ...excel,
  ...invitation,
  ...remarks,
  ...reminder,
  'untrusted.title': 'Не принято из базы: {kind, select, registry {реестр ключей} receipt {квитанция} rule {правило для расхождений} other {отмена правила}}{name, select, none {} other { «{name}»}}',
  'untrusted.why':
    '{who, select, none {От чьего имени она сделана, в записи не сказано.} other {Запись сделана от имени: {who} – это не подтверждено.}} {code, select, unknown_signer {На ней нет подписи ключа, которому реестр разрешает говорить за Комиссию.} bad_signature {Подпись не соответствует содержимому: после подписания его изменили.} revoked {Ключ, которым она подписана, отозван.} no_trust {Проверить её нечем: реестр ключей здесь не установлен.} fingerprint_mismatch {Она опирается на другой корень доверия.} other {Она повреждена или сделана не этой программой.}} Здесь запись не действует, на остальное это не влияет. Сообщите администратору базы и ответственному за ключи Комиссии.',
  'rule.reason': 'По правилу «{name}» (код {code}): {reason}',
  'finding.required': 'Ответ обязателен. Если сведений нет, укажите причину их отсутствия.',
  'finding.required.rows': 'Заполните хотя бы одну строку. Если вносить нечего, укажите причину.',
  'finding.rows.few': '{count, plural, one {Внесена # строка} few {Внесено # строки} other {Внесено # строк}}, требуется не менее {min, number}.',
  'finding.rows.many': '{count, plural, one {Внесена # строка} few {Внесено # строки} other {Внесено # строк}}, допускается не более {max, number}.',
  'finding.type.integer': 'Укажите целое число.',
  'finding.type.decimal': 'Укажите число.',
  'finding.type.year': 'Укажите год четырьмя цифрами.',
  'finding.type.date': 'Укажите дату.',
  'finding.type.time': 'Укажите время.',
  'finding.type.dateTime': 'Укажите дату и время.',
  'finding.type.codes': 'Выберите разные значения из списка.',
  'finding.type.text': 'Укажите текст.',
  'finding.range': 'Значение должно быть от {min, number} до {max, number}.',
  'finding.range.step': 'Значение должно отстоять от {min, number} на кратное {step, number}.',
  'finding.foreign-number': 'Номер {number} не тот, под которым организация значится в базе. Уточните у министерства, какой из них верен.',
  'finding.other-company': 'Ответ относится к другой организации, чем указано в списке. Исправьте его или добавьте ту организацию отдельно.',
  'finding.comment': 'Замечание Комиссии: {text}',
  'finding.carried': 'Ответ перенесён из обследования {round}. Подтвердите его или исправьте.',
  'finding.change': 'Изменение на {percent, number} % по сравнению с обследованием {round}: было {before, number}, стало {now, number}. Изменение больше {threshold, number} % требует пояснения.',
  'finding.change.points': 'Изменение на {points, number} п. п. по сравнению с обследованием {round}: было {before, number} %, стало {now, number} %. Изменение больше {threshold, number} п. п. требует пояснения.',
  'finding.change.zero': 'В обследовании {round} было 0, стало {now, number}. Такое изменение требует пояснения.',
  'finding.protected.number': 'Значение не может быть меньше, чем в обследовании {round}: было {before, number}, стало {now, number}. Исправьте его.',
  'finding.protected.choices': 'Ответы обследования {round} можно только дополнять: {count, plural, one {снята # отметка} few {сняты # отметки} other {снято # отметок}}. Верните {count, plural, one {её} other {их}}.',
  'finding.protected.rows': 'Строки обследования {round} можно только дополнять: {count, plural, one {удалена # строка} few {удалены # строки} other {удалено # строк}}. Верните {count, plural, one {её} other {их}}.',
  'finding.second.none': 'Раздел {section} вводится дважды: повторный ввод другим лицом ещё не сделан.',
  'finding.second.open': 'Раздел {section}: {count, plural, one {# расхождение} few {# расхождения} other {# расхождений}} с повторным вводом. Разберите {count, plural, one {его} other {их}}.',
  'finding.constraint': 'Значение не отвечает условию вопроса.',
  'finding.codeList': 'Нет в справочнике: {codes}.',
  'finding.identifier.length': 'Неверное число знаков в номере.',
  'finding.identifier.characters': 'В номере есть недопустимые знаки.',
  'finding.identifier.checkDigit': 'Контрольная цифра не сходится: одна из цифр неверна или две цифры переставлены.',
  'finding.identifier.zeros': 'Номер не может состоять из одних нулей.',
  'finding.identifier.structure': 'Номеров такого строения не бывает.',
  'finding.identifier.date': 'Год и месяц в составе номера невозможны.',
  'finding.identifier.neverIssued': 'Номера с таким началом не присваиваются: контрольная цифра для них не существует.',
  'finding.identifier.doubtfulCheckDigit': 'Контрольная цифра не сходится. Сверьте номер со свидетельством.',
  'finding.identifier.doubtfulClass': 'Необычная первая цифра: ожидается 0, 1 или 2. Сверьте номер со свидетельством.',
  'finding.identifier.doubtfulDate': 'Цифры со 2-й по 9-ю не образуют дату. Сверьте номер со свидетельством.',
  'remark-within': '{remark} ({where}, знак {character})',
  'workbook.not-a-workbook': 'Файл не является книгой Excel (.xlsx).',
  'workbook.old-excel': 'Это книга старого формата Excel (.xls). Откройте её в табличном редакторе и сохраните как .xlsx.',
  'workbook.binary-excel': 'Это двоичная книга Excel (.xlsb). Откройте её в табличном редакторе и сохраните как .xlsx.',
  'workbook.open-document': 'Это книга OpenDocument (.ods). Откройте её в табличном редакторе и сохраните как .xlsx.',
  'workbook.encrypted': 'Книга защищена паролем. Сохраните копию без пароля.',
  'workbook.damaged': 'Книга повреждена, прочитать её нельзя. Откройте её в табличном редакторе и сохраните заново.',
  'workbook.too-large': 'Книга слишком велика: читается не более 100 000 строк и 1 000 столбцов на листе. Удалите то, что стоит дальше, или разделите книгу.',
};
