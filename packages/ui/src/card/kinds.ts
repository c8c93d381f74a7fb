import type { Component } from "svelte";
import DecomposePicture from "./decompose/DecomposePicture.svelte";
import type { AreaWord } from "../lib/words.ts";
import RegressPicture from "./regress/RegressPicture.svelte";

/** Every picture takes the result's value, whose shape its kind vouches for. */
export interface PictureProps {
  value: any;
  dark: boolean;
  word: AreaWord;
  noted: boolean;
}

/** The picture of each kind of question. A kind without one shows its table. */
export const pictures: { [kind: string]: Component<PictureProps> } = {
  decompose: DecomposePicture as Component<PictureProps>,
  regress: RegressPicture as Component<PictureProps>,
};
