/** A number as R spells it (15 significant digits; 100000 is "1e+05"): in names of terms and of factor levels. */
export function rNumber(value: number): string {
  if (value !== value) return "NaN";
  if (value === Infinity || value === -Infinity) return value > 0 ? "Inf" : "-Inf";
  if (value === 0) return "0";
  const [mantissa, power] = Math.abs(value).toExponential(14).split("e") as [string, string];
  const digits = mantissa.replace(".", "").replace(/0+$/, "");
  const exponent = Number(power);
  const sign = value < 0 ? "-" : "";
  const size = Math.abs(exponent);
  const scientific =
    digits.slice(0, 1) +
    (digits.length > 1 ? "." + digits.slice(1) : "") +
    (exponent < 0 ? "e-" : "e+") +
    (size < 10 ? "0" : "") +
    size;
  const decimals = Math.max(0, digits.length - 1 - exponent);
  const fixedWidth = Math.max(1, exponent + 1) + (decimals > 0 ? decimals + 1 : 0);
  if (fixedWidth > scientific.length) return sign + scientific;
  if (exponent < 0) return sign + "0." + "0".repeat(-exponent - 1) + digits;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, "0");
  return sign + whole + (decimals > 0 ? "." + digits.slice(exponent + 1) : "");
}
