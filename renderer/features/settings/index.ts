/** Settings of the desk and of this computer. */
export { Settings } from './settings.tsx'
