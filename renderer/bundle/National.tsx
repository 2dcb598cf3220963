import type { SentBundle } from '../../shared/ipc/bundle.ts';
import { useText } from '../text/text.tsx';
import { Button } from '../ui/Button.tsx';
import { TrustMark } from '../ui/TrustMark.tsx';
import { FileOutput, Paperclip } from '../ui/icon/icons.tsx';

interface NationalProps {
  readonly bundle: SentBundle;
  readonly onManifest: (manifest: string) => void;
  readonly onAttach: (manifest: string) => void;
}

/** Signing outside: the manifest out, the signature back; whatever comes is carried and never looks verified (B1). */
export function National({ bundle: { manifest, nationalSignatures }, onManifest, onAttach }: NationalProps) {
  const t = useText();
  return (
    <div className="sent-national">
      <span className="note">{t('national.title')}</span>
      <Button small look="quiet" icon={<FileOutput />} onPress={() => onManifest(manifest)}>{t('national.manifest')}</Button>
      <Button small look="quiet" icon={<Paperclip />} onPress={() => onAttach(manifest)}>{t('national.attach')}</Button>
      {nationalSignatures.map((name) => <TrustMark key={name} trust="unknown">{t('national.unchecked', { name })}</TrustMark>)}
    </div>
  );
}
