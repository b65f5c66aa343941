/**
 * Takes persons out of a text: masked names (王*强), telephone numbers and number plates, masked or not. Used for sessions that may not
 * read them; what a person wrote in own words is not filtered but left out altogether.
 */
export interface Hidden { readonly people: boolean; readonly phones: boolean; readonly plates: boolean }

const NAME = /\p{Script=Han}[*＊]{1,2}\p{Script=Han}?/gu;
const PHONE = /(?<!\d)1[3-9]\d[\s-]?[\d*＊]{4}[\s-]?[\d*＊]{4}(?![\d*])/gu;
const LANDLINE = /(?<!\d)0\d{2,3}-?[\d*＊]{7,8}(?!\d)/gu;
const PLATE = /[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼使领][A-Z][·•\s]?[A-Z0-9*＊]{4,6}[A-Z0-9*＊挂学警港澳]?/gu;

export function withoutPersons(text: string, hidden: Hidden): string {
  let clean = text;
  if (hidden.plates) clean = clean.replace(PLATE, '…');
  if (hidden.phones) clean = clean.replace(PHONE, '…').replace(LANDLINE, '…');
  if (hidden.people) clean = clean.replace(NAME, '…');
  return clean;
}
