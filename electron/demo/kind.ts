/** What a company of the demonstration chiefly does. */
export type Kind = 'fab' | 'fabless' | 'design_house' | 'osat' | 'materials' | 'masks' | 'equipment' | 'user';
export const KINDS: readonly Kind[] = ['fab', 'fabless', 'osat', 'materials', 'masks', 'equipment', 'design_house', 'user'];
