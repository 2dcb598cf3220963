/** Words about answers: why there is none, what became of one in another version of the form. */
export const answers = {
  'reason.no_data': 'No data',
  'reason.refused': 'Refused',
  'reason.not_applicable': 'Not applicable',
  'reason.restricted': 'Restricted',
  'moved.moved': '{from} is now {to}: “{value}”',
  'moved.converted': '{to}: “{value}” is now written “{now}”',
  'moved.choices-removed': '{to}: of “{value}”, only “{now}” is still offered',
  'moved.question-removed': '{from}: the question has been removed; the answer was “{value}”',
  'moved.does-not-fit': '{from}: “{value}” does not fit the new type of the question',
  'moved.choice-removed': '{from}: the choice “{value}” is no longer in the list',
  'moved.now-calculated': '{from}: now calculated by the program; the answer was “{value}”',
  'moved.place-taken': '{from}: its place was taken by another answer; the answer was “{value}”',
  'moved.row': '{from}: the row now stands in {to}',
  'moved.rowAside': '{from}: the table has been removed; the row stays in the old draft',
  'moved.inRow': '{name}, row {row, number}',
  'moved.rule-removed': '{from}: the rule has been removed; the justification was “{value}”',
};
