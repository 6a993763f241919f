import { z } from 'zod'
import { ItemEvent } from './event.ts'

/** The names of item events, as a type that data can be checked against. */
export const ItemEventType = z.enum(ItemEvent.options.map((option) => option.shape.type.value))
