/** Typing and saying moments: for every feature in which somebody plans. */
export {
  distanceInWords,
  durationInWords,
  exactDuration,
  fullDay,
  shortDuration,
  zoneName,
} from './moment-words.ts'
export { TimeField } from './time-field.tsx'
export { TimeReading } from './time-reading.tsx'
export { type SayMoment, useSayMoment } from './time-words.ts'
export { type ChosenTime, momentAt, offsetName, readTypedTime, type TypedTime } from './typed-time.ts'
