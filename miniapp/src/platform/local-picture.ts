/** A picture on this device: just chosen, or kept until it is sent. */
export interface LocalPicture {
  key: string;
  /** Address to show it by: a blob on the web, a file in the mini-app. */
  preview: string;
  /** Only on the web. */
  file?: Blob;
}
