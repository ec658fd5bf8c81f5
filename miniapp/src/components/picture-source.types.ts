export interface ChosenPicture {
  key: string;
  preview: string;
  file?: File;
}

export interface PictureSourceProps {
  /** How many more may be chosen. */
  room: number;
  label: string;
  note?: string;
  large?: boolean;
  onChoose: (pictures: ChosenPicture[]) => void;
}
