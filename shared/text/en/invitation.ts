/** Why a line of a list of invited companies is left out; `shown` is what stands there. */
export const invitation = {
  'invitation.no-state': 'Line {line, number}: no state is named ({shown}).',
  'invitation.unknown-state': 'Line {line, number}: “{shown}” is no member state of the Union.',
  'invitation.no-number': 'Line {line, number}: no identifier ({shown}).',
  'invitation.wrong-number': 'Line {line, number}: the identifier {shown} is not right for this state.',
  'invitation.no-name': 'Line {line, number}: no name ({shown}).',
  'invitation.twice': 'Line {line, number}: this company stands in line {shown} already.',
} as const;
