/**
 * What gives a person away in free words: identity cards, mobile and landline numbers, number plates. The first
 * group is what stands before; looking behind would stop older phones from reading the file at all.
 */
const shapes = [
  /(^|\D)\d{17}[\dXx](?!\d)/g,
  /(^|\D)1[3-9]\d[-\s]?\d{4}[-\s]?\d{4}(?!\d)/g,
  /(^|\D)0\d{2,3}-\d{7,8}(?!\d)/g,
  /()[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-Z]·?[A-HJ-NP-Z0-9]{5,6}(?![A-Z0-9])/g,
];

/** The words with what gives a person away covered, as a first proposal of what the public may read. */
export function maskPrivate(text: string): string {
  return shapes.reduce((words, shape) => words.replace(shape, '$1＊＊＊'), text);
}

export function hasPrivate(text: string): boolean {
  return maskPrivate(text) !== text;
}
