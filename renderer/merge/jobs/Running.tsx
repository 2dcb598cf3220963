import type { JobProgress } from '../../../shared/ipc/api.ts';
import { useText } from '../../text/text.tsx';
import { Button } from '../../ui/Button.tsx';
import { Progress } from '../../ui/Progress.tsx';

interface RunningProps {
  readonly label: string;
  readonly progress: JobProgress | null;
  readonly onCancel: () => void;
}

/** Work that runs, how far it is, and the way to stop it. */
export function Running({ label, progress, onCancel }: RunningProps) {
  const t = useText();
  return (
    <div className="desk-running">
      <Progress label={label} done={progress?.done ?? 0} total={progress?.total ?? 0} note={progress ? t(`phase.${progress.phase}`) : undefined} />
      <Button onPress={onCancel} autoFocus>{t('merge.cancel')}</Button>
    </div>
  );
}
