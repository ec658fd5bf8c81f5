// What index.html draws before the scripts are there (#first-page) stands in that page with these styles.
import './components/icon.scss';
import './features/shell/screen.scss';
import './features/shell/tab-bar.scss';
import './pages/home/index.scss';
import './styles/first-page.scss';
