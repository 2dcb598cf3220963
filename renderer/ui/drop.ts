import { useEffect, useState } from 'react';

/**
 * Lets files and folders be dropped anywhere on the window while the screen is shown; true while they are held over it.
 * What is not a file (selected text) goes its own way.
 */
export function useDrop(onDrop: (files: readonly File[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    // Every element under the pointer tells of coming and going: only the last going leaves the window.
    let depth = 0;
    const follow = (step: number) => (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = Math.max(0, depth + step);
      setOver(depth > 0);
    };
    const take = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      depth = 0;
      setOver(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) onDrop(files);
    };
    const listeners = { dragenter: follow(1), dragleave: follow(-1), dragover: follow(0), drop: take } as const;
    for (const [event, listener] of Object.entries(listeners)) window.addEventListener(event as keyof typeof listeners, listener);
    return () => {
      for (const [event, listener] of Object.entries(listeners)) window.removeEventListener(event as keyof typeof listeners, listener);
    };
  }, [onDrop]);
  return over;
}

function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}
