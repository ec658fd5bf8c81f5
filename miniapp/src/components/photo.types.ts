export interface PhotoProps {
  src: string;
  /** What it shows; empty where words beside it say so. */
  alt: string;
  className?: string;
  fit?: 'cover' | 'contain';
}
