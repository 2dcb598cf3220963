import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const gc = runInNewContext('gc') as () => void;

/** So many looks are taken for one: to collect takes as long as much of the work. */
const ONE_OF = 400;

/** The buffers of the first are given back beside the work, and all of them before the second. */
function collect(): void {
  gc();
  gc();
}

/** Measures what work holds in buffers, in bytes: the most that was left at its looks when what nobody needs had been collected, whenever the engine would have done that. */
export function watchHeld(): { readonly look: () => void; readonly most: () => number } {
  collect();
  const before = process.memoryUsage().arrayBuffers;
  let [looks, most] = [0, 0];
  return {
    look: () => {
      if ((looks += 1) % ONE_OF !== 0) return;
      collect();
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    },
    most: () => {
      if (looks < ONE_OF) throw new Error(`${looks} looks were too few to see anything.`);
      return most;
    },
  };
}
