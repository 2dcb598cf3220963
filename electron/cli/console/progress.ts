import type { JobProgress } from '../../../shared/ipc/api.ts';
import type { Say } from '../text/say.ts';

const WIDTH = 30;
/** Milliseconds between two paints: faster only costs time. */
const PAUSE = 100;

/** One line at the foot of a terminal that shows how far the work is; silent where standard error is not a terminal. */
export function createProgressBar(stream: { write(text: string): unknown; readonly isTTY?: boolean }, say: Say): {
  readonly show: (progress: Omit<JobProgress, 'job'>) => void;
  readonly clear: () => void;
} {
  let painted = 0;
  return {
    show: ({ phase, done, total }) => {
      if (stream.isTTY !== true) return;
      const now = performance.now();
      if (now - painted < PAUSE && done < total) return;
      painted = now;
      const share = total > 0 ? Math.min(1, done / total) : 0;
      const full = Math.round(share * WIDTH);
      stream.write(`\r\u001b[K${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${say(`phase.${phase}`, {})} ${Math.floor(done)}/${total}`);
    },
    clear: () => {
      if (painted > 0) stream.write('\r\u001b[K');
      painted = 0;
    },
  };
}
