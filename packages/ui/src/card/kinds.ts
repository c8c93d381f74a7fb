import type { Component } from "svelte";
import type { AreaWord } from "../lib/words.ts";
import { chartOf } from "./chart-of.ts";
import DecomposePicture from "./decompose/DecomposePicture.svelte";
import KindPicture from "./KindPicture.svelte";
import RegressPicture from "./regress/RegressPicture.svelte";

/** Every picture takes the result's value, whose shape its kind vouches for. */
export interface PictureProps {
  kind: string;
  value: any;
  dark: boolean;
  word: AreaWord;
  noted: boolean;
  /** One's own area by code, marked where the picture has single areas. */
  focus: string | undefined;
}

/** Kinds whose picture is more than a chart; every other kind's is drawn from its chart alone. */
const special: { [kind: string]: Component<PictureProps> } = {
  decompose: DecomposePicture as Component<PictureProps>,
  regress: RegressPicture as Component<PictureProps>,
};

export function pictureOf(kind: string): Component<PictureProps> | undefined {
  return special[kind] ?? (chartOf(kind) ? (KindPicture as Component<PictureProps>) : undefined);
}
