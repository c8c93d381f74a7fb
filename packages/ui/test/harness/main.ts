import { mount } from "svelte";
import "../../src/tokens.css";
import Harness from "./Harness.svelte";

mount(Harness, { target: document.body });
