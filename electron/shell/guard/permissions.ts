import type { Session } from 'electron';

/** The only thing a page may ask for: to put text on the clipboard when the person presses "copy". */
const allowed = new Set(['clipboard-sanitized-write']);

/** Denies camera, microphone, location, notifications, devices and all the rest without asking the person. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, answer) => answer(allowed.has(permission)));
  session.setPermissionCheckHandler((_contents, permission) => allowed.has(permission));
  session.setDevicePermissionHandler(() => false);
}
