/**
 * While a word is being composed (by an input method, after a dead key) its keys belong to whoever composes it: Enter takes the word, Esc lets go of it, the
 * arrows choose. Nothing in the window hears of them; what they write comes as input like any other. To be called before anything else listens.
 */
export function leaveComposingAlone(): void {
  window.addEventListener('keydown', (event) => { if (event.isComposing) event.stopImmediatePropagation(); }, true);
}
