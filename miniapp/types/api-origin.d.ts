/** Where the mini-app finds the API, e.g. `https://gongzhi.example.cn`; set when it is built. */
declare const API_ORIGIN: string;
