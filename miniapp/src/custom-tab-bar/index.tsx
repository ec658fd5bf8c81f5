/** WeChat asks for this component; the bar itself is part of each tab page (features/shell/tab-bar). */
export default function CustomTabBar() {
  return null;
}
