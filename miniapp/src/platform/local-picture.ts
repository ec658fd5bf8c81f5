/** A picture somebody just chose, before it is sent. */
export interface LocalPicture {
  key: string;
  /** Address to show it by: a blob on the web, a temporary file in the mini-app. */
  preview: string;
  /** Only on the web. */
  file?: File;
}
