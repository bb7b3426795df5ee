/** A bar code as a picture that scales without losing an edge, with the quiet zones that scanners need (ISO/IEC 15417: ten modules). */
import { barsOf } from './code-128.ts';

const quiet = 10;

interface BarcodeProps {
  value: string;
  /** What it is, to those who do not see it. */
  label: string;
  /** Of one module, in millimetres; the height, too. */
  module: number;
  height: number;
}

export function Barcode({ value, label, module, height }: BarcodeProps) {
  const { bars, width } = barsOf(value);
  const all = width + 2 * quiet;
  return (
    <svg
      role="img"
      aria-label={label}
      className="barcode"
      viewBox={`0 0 ${all} 10`}
      width={`${all * module}mm`}
      height={`${height}mm`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
    >
      <rect width={all} height={10} fill="#fff" />
      <path d={bars.map((bar) => `M${quiet + bar.at} 0h${bar.width}v10h-${bar.width}z`).join('')} fill="#000" />
    </svg>
  );
}
