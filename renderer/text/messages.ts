import type { Language } from '../../shared/ipc/service.ts';
import { bundle as enBundle } from './en/bundle.ts';
import { cases as enCases } from './en/case.ts';
import { ceremony as enCeremony } from './en/ceremony.ts';
import { desk as enDesk } from './en/desk.ts';
import { doctor as enDoctor } from './en/doctor.ts';
import { forms as enForms } from './en/forms.ts';
import { help as enHelp } from './en/help.ts';
import { intake as enIntake } from './en/intake.ts';
import { keys as enKeys } from './en/keys.ts';
import { merge as enMerge } from './en/merge.ts';
import { mergeDesk as enMergeDesk } from './en/mergeDesk.ts';
import { notes as enNotes } from './en/notes.ts';
import { pairs as enPairs } from './en/pairs.ts';
import { round as enRound } from './en/round.ts';
import { rounds as enRounds } from './en/rounds.ts';
import { rules as enRules } from './en/rules.ts';
import { service as enService } from './en/service.ts';
import { survey as enSurvey } from './en/survey.ts';
import { trust as enTrust } from './en/trust.ts';
import { bundle as ruBundle } from './ru/bundle.ts';
import { cases as ruCases } from './ru/case.ts';
import { ceremony as ruCeremony } from './ru/ceremony.ts';
import { desk as ruDesk } from './ru/desk.ts';
import { doctor as ruDoctor } from './ru/doctor.ts';
import { forms as ruForms } from './ru/forms.ts';
import { help as ruHelp } from './ru/help.ts';
import { intake as ruIntake } from './ru/intake.ts';
import { keys as ruKeys } from './ru/keys.ts';
import { merge as ruMerge } from './ru/merge.ts';
import { mergeDesk as ruMergeDesk } from './ru/mergeDesk.ts';
import { notes as ruNotes } from './ru/notes.ts';
import { pairs as ruPairs } from './ru/pairs.ts';
import { round as ruRound } from './ru/round.ts';
import { rounds as ruRounds } from './ru/rounds.ts';
import { rules as ruRules } from './ru/rules.ts';
import { service as ruService } from './ru/service.ts';
import { survey as ruSurvey } from './ru/survey.ts';
import { trust as ruTrust } from './ru/trust.ts';

const en = {
  ...enBundle,
  ...enCases,
  ...enCeremony,
  ...enDesk,
  ...enDoctor,
  ...enForms,
  ...enHelp,
  ...enIntake,
  ...enKeys,
  ...enMerge,
  ...enMergeDesk,
  ...enNotes,
  ...enPairs,
  ...enRound,
  ...enRounds,
  ...enRules,
  ...enService,
  ...enSurvey,
  ...enTrust,
};

/** Every sentence of the screens has a key; the English list is the list of keys, the Russian must have the same ones. */
export type MessageId = keyof typeof en;

export const messages: Readonly<Record<Language, Readonly<Record<MessageId, string>>>> = {
  en,
  ru: {
    ...ruBundle,
    ...ruCases,
    ...ruCeremony,
    ...ruDesk,
    ...ruDoctor,
    ...ruForms,
    ...ruHelp,
    ...ruIntake,
    ...ruKeys,
    ...ruMerge,
    ...ruMergeDesk,
    ...ruNotes,
    ...ruPairs,
    ...ruRound,
    ...ruRounds,
    ...ruRules,
    ...ruService,
    ...ruSurvey,
    ...ruTrust,
  },
};
