/** Only WeChat has such a question; see privacy-question.tsx. */
export function PrivacyQuestion() {
  return null;
}
