/// <reference types="@tarojs/taro" />

declare module '*.png';
declare module '*.jpg';
declare module '*.svg';
declare module '*.css';
declare module '*.scss';

declare namespace NodeJS {
  interface ProcessEnv {
    /** Which of the two targets this build is for; replaced at build time. */
    TARO_ENV?: 'weapp' | 'h5';
  }
}
