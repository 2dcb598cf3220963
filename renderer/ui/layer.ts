/** Whether something lies over the screen that is to be answered first: a dialog, or a note that is being written. The keys of the screen wait for it. */
export function isLayered(): boolean {
  return document.querySelector('.dialog, .note-editor') !== null;
}
