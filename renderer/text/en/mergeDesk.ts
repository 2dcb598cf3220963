/** Words of the work around a merge: bringing files, stopping and going on. */
export const mergeDesk = {
  'desk.pickFolder': 'Choose a folder…',
  'desk.orDrop': 'Files or a whole folder can be dropped on this window.',
  'desk.drop': 'Let go: the bundles come to the desk and are verified',
  'desk.dropBusy': 'Wait until the work that runs has ended',
  'desk.others': 'The folder holds {count, plural, one {# more file that is no bundle: it was} other {# more files that are no bundles: they were}} left alone.',
  'desk.stopped': 'The verification was stopped',
  'desk.stoppedNote': 'Nothing has changed. The files are still on the desk.',
  'desk.verifyAgain': 'Verify again',
  'desk.clear': 'Clear the desk',
  'desk.keepCount': 'Keep {count, plural, one {# bundle} other {# bundles}} until the missing one comes',
  'desk.keptOnly': 'Nothing will be visible of {count, plural, one {it} other {them}} yet: {count, plural, one {it joins} other {they join}} by itself when the number before has come.',
  'desk.keptToo': '{count, plural, one {# more will be kept and joins} other {# more will be kept and join}} by itself when the number before has come.',
  'desk.halfWay': 'Stopped half way: {done, plural, one {# file done} other {# files done}}, {left} left',
  'desk.halfWayNote': 'What is merged stays and is whole. The rest can be merged now or later.',
  'desk.resume': 'Go on with {count, plural, one {# file} other {# files}}',
};
