/** Hands a text to the browser as a file. */
export function saveFile(name: string, type: string, text: string): void {
  // Spreadsheet programs take a table for UTF-8 only with this mark, which fetch strips from the answer.
  const marked = text.startsWith('\ufeff') ? text : `\ufeff${text}`;
  const address = URL.createObjectURL(new Blob([marked], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it after the click.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
