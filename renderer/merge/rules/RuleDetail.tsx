import { useState } from 'react';
import type { RuleView } from '../../../shared/ipc/rules.ts';
import { nodesOf } from '../../../shared/survey/shown.ts';
import { useSentence } from '../../text/sentence.ts';
import { useLanguage, useText } from '../../text/text.tsx';
import { Banner } from '../../ui/Banner.tsx';
import { Button } from '../../ui/Button.tsx';
import { printMoment } from '../../ui/field/dates.ts';
import { KeyValue } from '../../ui/KeyValue.tsx';
import { ReasonDialog } from '../../ui/ReasonDialog.tsx';
import { TrustMark } from '../../ui/TrustMark.tsx';
import { Ban, Check, Telescope } from '../../ui/icon/icons.tsx';
import { labelOf } from '../answer/wording.ts';
import { RulePreviewTable } from './RulePreview.tsx';
import type { RulesState, RulesStore } from './rules.ts';

interface RuleDetailProps {
  readonly rule: RuleView;
  readonly state: RulesState;
  readonly list: Extract<RulesState['list'], { kind: 'ready' }>;
  readonly store: RulesStore;
}

/** A rule that is kept: what it says, who signed it, what it would settle now; applying and revoking it. */
export function RuleDetail({ rule: view, state, list, store }: RuleDetailProps) {
  const t = useText();
  const sentence = useSentence();
  const language = useLanguage();
  const [revoking, setRevoking] = useState(false);
  const { preview, act } = state;
  const { rule, signer, revoked } = view;
  const busy = act.kind === 'busy' || preview.kind === 'loading';
  const nodes = nodesOf(list.form);
  const place = (path: string): string => {
    const node = nodes.get(path);
    return node ? `${node.name} ${labelOf(node.label, { language })}` : path;
  };
  return (
    <div className="detail-body">
      <h2>{rule?.name ?? t('rules.unreadable', { code: view.code })}</h2>
      {act.kind === 'failed' && <Banner tone="error">{sentence(act.failure)}</Banner>}
      {act.kind === 'applied' && <Banner tone="good" title={t('rules.applied', { solved: act.applied.solved })}>{t(act.applied.stopped ? 'rules.appliedStopped' : 'rules.appliedLeft', { left: act.applied.left })}</Banner>}
      {view.standing === 'unreliable' && <Banner tone="error">{sentence({ code: 'rule-unreliable' })}</Banner>}
      {revoked && <Banner tone="info" title={t('rules.revokedBy', { person: revoked.person, date: printMoment(language, revoked.at) })}>{revoked.reason}</Banner>}
      <KeyValue pairs={[
        [t('rules.places'), rule?.places.map(place).join('; ')],
        [t('rules.whose'), rule?.bodies.map(({ country, body }) => `${body} (${country})`).join(` ${t('rules.else')} `)],
        [t('rules.reason'), rule?.reason],
        [t('rules.defined'), rule && t('origin.personAt', { person: rule.person, date: printMoment(language, rule.createdAt) })],
        [t('rules.signed'), signer && <TrustMark key="signer" trust="verified">{signer.holder}, {signer.body}</TrustMark>],
        [t('rules.code'), <code key="code">{view.code}</code>],
      ]} />
      {view.standing !== 'revoked' && (
        <div className="row">
          {view.standing === 'in-force' && <Button look={preview.kind === 'ready' ? 'plain' : 'primary'} icon={<Telescope />} isDisabled={busy} onPress={() => void store.show()}>{t('rules.showNow')}</Button>}
          {preview.kind === 'ready' && preview.preview.solves > 0 && (
            <Button look="primary" autoFocus icon={<Check />} isDisabled={busy} onPress={() => void store.apply()}>{t('rules.apply', { count: preview.preview.solves })}</Button>
          )}
          {busy && <Button onPress={() => void store.cancel()}>{t('merge.cancel')}</Button>}
          <Button look="quiet" icon={<Ban />} isDisabled={busy} onPress={() => setRevoking(true)}>{t('rules.revoke')}</Button>
        </div>
      )}
      {preview.kind === 'ready' && <RulePreviewTable preview={preview.preview} form={list.form} />}
      {revoking && (
        <ReasonDialog title={t('rules.revokeTitle', { name: rule?.name ?? view.code })} label={t('rules.reason')} act={t('rules.revokeConfirm')} onAct={store.revoke} onClose={() => setRevoking(false)}>
          <p>{t('rules.revokeText')}</p>
        </ReasonDialog>
      )}
    </div>
  );
}
