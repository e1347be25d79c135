import type { Answer } from '@/shared/discovery-words';

/** A product as the rules see it. Traits are `works:…`, `tag:…` in lower case and `type:…`. */
export interface Known {
  id: string;
  title: string;
  type: string;
  traits: readonly string[];
}

/** What ties somebody to a product they know: they own it, it is in the cart, it is the one on the page, they saved it, they looked at it. */
export type Tie = 'owned' | 'inCart' | 'here' | 'saved' | 'viewed';

export interface Past extends Known {
  tie: Tie;
  ageDays: number;
}

/** What is known of somebody, from their own words and acts. */
export interface Taste {
  role: Answer | null;
  tools: readonly Answer[];
  problem: Answer | null;
  past: readonly Past[];
}

/** How often the same people chose a product of somebody's past and this one. */
export interface Lesson {
  pastId: string;
  /** 0 to 1. */
  score: number;
  people: number;
}

export interface Candidate extends Omit<Known, 'title'> {
  /** 0 to 1. */
  popularity: number;
  seller: string;
  isSoldOut: boolean;
  /** Of a bundle, the products in it. */
  partIds: readonly string[];
  lessons: readonly Lesson[];
}
