import { useEffect, useMemo, useState } from 'react';
import { RESERVED } from '../../../shared/bundle/revision/revision.ts';
import type { Failure } from '../../../shared/base/failure.ts';
import type { CaseThread } from '../../../shared/ipc/merge.ts';
import type { FormDefinition } from '../../../shared/survey/form.ts';
import type { Path } from '../../../shared/survey/response.ts';
import type { ScreenOf } from '../../screen.ts';
import { useBridge, useGo, useWorkspace } from '../../service/program.tsx';
import { loadDefinition } from '../../service/definitions.ts';
import { printCountry } from '../../text/country.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printDate, printMoment } from '../../ui/field/dates.ts';
import { ShortHash } from '../../ui/Hash.tsx';
import { TrustMark } from '../../ui/TrustMark.tsx';
import { ArrowLeft, CheckCheck, CircleCheck, Equal, EqualNot, ExternalLink, MessageSquareText, PencilLine, Reply, Scale, Stamp, Trash2, Undo2, type Icon } from '../../ui/icon/icons.tsx';
import { placesOf, type Places } from '../answer/place.ts';
import { threadOf, type Deed, type ThreadEntry } from './thread.ts';
import { printAt, printPlace, printPlaceId, type Wording } from '../answer/wording.ts';
import './case.css';

const ICONS: Readonly<Record<Deed, Icon>> = {
  completed: CircleCheck, corrected: PencilLine, approved: Stamp, commented: MessageSquareText, replied: Reply, accepted: CheckCheck, returned: Undo2, resolved: Scale, withdrawn: Trash2, linked: Equal, parted: EqualNot, unlinked: EqualNot,
};
/** How many changed answers are named before the rest is folded. */
const NAMED = 8;

type State = { readonly kind: 'loading' } | { readonly kind: 'failed'; readonly failure: Failure } | { readonly kind: 'ready'; readonly thread: CaseThread; readonly form: FormDefinition };

/** The case of a company as one thread, the same for the ministry and the Commission: who stated, commented and decided what, and when. */
export function CaseScreen({ screen: { entity, round } }: { readonly screen: ScreenOf<'case'> }) {
  const t = useText();
  const sentence = useSentence();
  const bridge = useBridge();
  const { back } = useGo();
  const [state, setState] = useState<State>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    const load = async (): Promise<State> => {
      const thread = await bridge.call('merge.case', { entity, round });
      if (!thread.ok) return { kind: 'failed', failure: thread.error };
      const form = await loadDefinition(bridge, thread.value.formHash);
      return form.ok ? { kind: 'ready', thread: thread.value, form: form.value } : { kind: 'failed', failure: form.error };
    };
    void load().then((next) => { if (wanted) setState(next); });
    return () => { wanted = false; };
  }, [bridge, entity, round]);
  return (
    <div className="screen">
      {state.kind === 'loading' && <p className="screen-body soft">{t('ui.loading')}</p>}
      {state.kind === 'failed' && <div className="screen-body"><Banner tone="error" actions={<Button onPress={back}>{t('case.back')}</Button>}>{state.failure.code === 'company-unknown' ? t('case.none') : sentence(state.failure)}</Banner></div>}
      {state.kind === 'ready' && <Case thread={state.thread} form={state.form} />}
    </div>
  );
}

function Case({ thread, form }: { readonly thread: CaseThread; readonly form: FormDefinition }) {
  const t = useText();
  const language = useLanguage();
  const { go, back } = useGo();
  const workspace = useWorkspace();
  const entries = useMemo(() => threadOf(thread.entries), [thread]);
  const wording = useMemo(() => ({ form, language, t }), [form, language, t]);
  const places = useMemo(() => placesOf(form), [form]);
  const open = (path?: Path) => {
    const at = { entity: thread.entity, ...(path === undefined ? {} : { path }) };
    if (workspace.role === 'ministry') go({ kind: 'form', ...at });
    else go({ kind: 'company', ...at, ...(thread.round === workspace.round ? {} : { round: thread.round }) });
  };
  const { company, standing, retracted, due } = thread;
  const undelivered = standing !== 'received' && thread.entries.some(({ op, bundle }) => op === 'decide' && bundle === null);
  return (
    <>
      <header className="screen-head">
        <Button look="quiet" icon={<ArrowLeft />} onPress={back}>{t('case.back')}</Button>
        <div className="case-whose"><h1>{t('case.title', { name: company.name })}</h1><span className="note">{printCountry(t, company.country)} · {company.number} · {t('frame.round', { round: thread.round })}</span></div>
        <Button icon={<ExternalLink />} onPress={() => open()}>{t('case.open')}</Button>
      </header>
      <div className="screen-body case" role="region" aria-label={t('case.thread')} tabIndex={0}>
        {retracted ? <Banner tone="warning" title={t('case.now.withdrawn')}>{t('case.owes.withdrawn')}</Banner> : (
          <Banner tone={standing === 'accepted' ? 'good' : standing === 'returned' ? 'warning' : 'info'} title={t(`case.now.${standing}`)}>{undelivered ? t('review.waits') : t(`case.owes.${standing}`)}{due !== null && ` ${t('case.due', { date: printDate(language, due) })}`}</Banner>
        )}
        <ol className="case-thread">
          {entries.map((one) => <Entry key={one.entry.revision} one={one} wording={wording} places={places} onOpen={open} />)}
        </ol>
      </div>
    </>
  );
}

function Entry({ one, wording, places, onOpen }: { readonly one: ThreadEntry; readonly wording: Wording; readonly places: Places; readonly onOpen: (path: Path) => void }) {
  const t = useText();
  const language = useLanguage();
  const { body, country } = useWorkspace();
  const { entry, deed, answers, comments, quality, due } = one;
  const Icon = ICONS[deed];
  const whose = entry.signer ?? { body, country };
  const commission = whose.country === 'EAEU';
  return (
    <li className="case-entry" data-side={commission ? 'commission' : 'body'}>
      <Icon className="case-icon" />
      <div className="case-said">
        <p><strong>{t(`case.deed.${deed}`)}</strong>{quality !== null && <> · {t(`review.quality.${quality}`)}</>}</p>
        <p className="note">{entry.person || t('case.somebody')}, {whose.body} · {printMoment(language, entry.claimedAt)} · {entry.bundle ? t('case.bundle', { seq: entry.bundle.seq }) : t('review.unsent')} · {t('case.revision')} <ShortHash value={entry.revision} /></p>
        {entry.reason !== '' && <p className="case-reason">{entry.reason}</p>}
        {due !== null && <p>{t('case.due', { date: printDate(language, due) })}</p>}
        {comments.map(({ path, text, noted = false }) => (
          <p key={`${path} ${noted}`} className="case-comment">
            {noted && <span className="soft">{t('place.note')} · </span>}
            {path === '/' ? <span className="soft">{t(deed === 'replied' ? 'place.replyAll' : 'place.commentAll')}</span> : <PlaceLink path={path} places={places} wording={wording} onOpen={onOpen} />}: {text ?? <em className="soft">{t('case.takenBack')}</em>}
          </p>
        ))}
        {(deed === 'corrected' || deed === 'resolved' || deed === 'completed') && answers.length > 0 && <Changed one={one} wording={wording} places={places} onOpen={onOpen} />}
      </div>
      <TrustMark trust={entry.signer ? 'verified' : 'own'}>{entry.signer ? entry.signer.holder : t('origin.own')}</TrustMark>
    </li>
  );
}

/** What was changed: a few answers are named with what stood there before, all of a first statement only counted. */
function Changed({ one: { entry, deed, answers }, wording, places, onOpen }: { readonly one: ThreadEntry; readonly wording: Wording; readonly places: Places; readonly onOpen: (path: Path) => void }) {
  const t = useText();
  const lines = entry.changes.filter(({ path }) => path.startsWith('/') && path !== RESERVED.personal).map(({ path, before, after }) => (
    <li key={path}><PlaceLink path={path} places={places} wording={wording} onOpen={onOpen} />: <del>{printAt(places(path), before, wording)}</del> → <ins>{printAt(places(path), after, wording)}</ins></li>
  ));
  const count = t('case.answers', { count: answers.length });
  if (deed === 'completed') return <p className="soft">{count}</p>;
  if (lines.length <= NAMED) return <ul className="case-changes">{lines}</ul>;
  return <details><summary>{count}</summary><ul className="case-changes">{lines}</ul></details>;
}

function PlaceLink({ path, places, wording, onOpen }: { readonly path: Path; readonly places: Places; readonly wording: Wording; readonly onOpen: (path: Path) => void }) {
  const place = places(path);
  return <button type="button" className="case-place" onClick={() => onOpen(path)}>{`${printPlaceId(place)} ${printPlace(place, wording)}`.trim()}</button>;
}
