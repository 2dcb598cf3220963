import type { invitation as english } from '../en/invitation.ts';

/** Почему строка перечня приглашённых пропущена; `shown` – что в ней стоит. */
export const invitation: { readonly [K in keyof typeof english]: string } = {
  'invitation.no-state': 'Строка {line, number}: не указано государство ({shown}).',
  'invitation.unknown-state': 'Строка {line, number}: «{shown}» – не государство Союза.',
  'invitation.no-number': 'Строка {line, number}: нет идентификатора ({shown}).',
  'invitation.wrong-number': 'Строка {line, number}: идентификатор {shown} для этого государства неверен.',
  'invitation.no-name': 'Строка {line, number}: нет наименования ({shown}).',
  'invitation.twice': 'Строка {line, number}: эта организация уже есть в строке {shown}.',
};
