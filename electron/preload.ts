import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ApiNames } from './contract/channels.ts';
import { apiFrom } from './ipc/preload-side.ts';

/** Written in by electron/vite.preload.config.ts from the contract. */
declare const API_NAMES: ApiNames;

contextBridge.exposeInMainWorld('api', apiFrom(ipcRenderer, API_NAMES, webUtils.getPathForFile));
