// Where the journey leaks: steps at which customers fail, are lost between functions, or give up.
import type { Content } from "../content";
import { chart, figure, numbers } from "../dom";
import { percent, spoken, titled, whole } from "../figures";
import { stops } from "./flow";
import { Plot, baseline, colour, faint, frame, ink } from "./plot";

interface Leak {
  name: string;
  owner: string;
  visits: number;
  shares: number[];
  lost: number[];
}

function leaks(content: Content): Leak[] {
  const steps = content.journey!.nodes.filter((node) => node.visits && node.gated);
  return steps
    .map((node) => {
      const lost = node.visits!.map((_, k) => node.failures![k]! + node.handoff_failures![k]!);
      return {
        name: node.name,
        owner: node.owner ?? "",
        visits: node.visits![0]!,
        lost,
        shares: lost.map((count, k) => (node.visits![k]! > 0 ? count / node.visits![k]! : 0)),
      };
    })
    .filter((leak) => leak.visits > 0 && leak.lost[0]! > 0)
    .sort((a, b) => b.lost[0]! - a.lost[0]!);
}

/** The numbers of the flow: of the same people, counted in the same way. */
function stepsOfOurs(content: Content): HTMLElement | null {
  const { shown, nodes } = content.journey!;
  const steps = stops(content.journey!).stops.filter(
    ({ failed, givenUp, toRivals }) => failed[0]! > 0 || givenUp + toRivals > 0,
  );
  if (steps.length === 0) return null;
  const share = (part: number, people: number) => (part > 0 ? percent(part / people, 1) : "–");
  const lost = ({ givenUp, toRivals }: (typeof steps)[number]) => givenUp + toRivals;
  return numbers(
    "Steps that fail, or at which people drop out",
    [
      { title: "step" },
      { title: "owner" },
      { title: "ours who came", number: true },
      ...shown.map((world) => ({
        title: `fail, ${world === 0 ? "as today" : spoken(content.worlds[world]!.name)}`,
        number: true,
      })),
      { title: "give up", number: true },
      { title: "go to rivals", number: true },
    ],
    [...steps]
      .sort((a, b) => lost(b) - lost(a))
      .map((stop) => [
        titled(stop.name),
        nodes[stop.node]!.owner || "–",
        whole(stop.people),
        ...stop.failed.map((failed) =>
          failed > 0 ? `${percent(failed, 1)}${stop.ofEverybody ? ", of all providers’" : ""}` : "–",
        ),
        share(stop.givenUp, stop.people),
        share(stop.toRivals, stop.people),
      ]),
  );
}

export function failures(content: Content): HTMLElement | null {
  if (!content.journey) return null;
  const { shown } = content.journey,
    all = leaks(content);
  if (all.length === 0) return null;
  const fill = (k: number) => (shown[k] === 0 ? baseline : colour(shown[k]! - 1));
  const draw = (width: number) => {
    const marginLeft = Math.min(190, width * 0.42),
      most = Math.max(...all.flatMap((leak) => leak.shares));
    const rows = all.flatMap((leak) =>
      leak.shares.map((share, k) => ({ words: spoken(leak.name), share, k })),
    );
    return frame(width, {
      height: all.length * 30 + 4,
      marginLeft,
      marginRight: 70,
      marginTop: 2,
      marginBottom: 2,
      x: { domain: [0, most], axis: null },
      y: { domain: all.map((leak) => spoken(leak.name)), padding: 0.3, axis: null },
      marks: [
        Plot.axisY({ tickSize: 0, tickPadding: 10, fill: ink, label: null }),
        Plot.barX(
          rows.filter((row) => row.k === 0),
          { x: "share", y: "words", fill: "var(--loss)", fillOpacity: 0.85 },
        ),
        Plot.tickX(
          rows.filter((row) => row.k === 1),
          { x: "share", y: "words", stroke: fill(1), strokeWidth: 3 },
        ),
        Plot.text(
          rows.filter((row) => row.k === 0),
          {
            x: (row) =>
              Math.max(
                row.share,
                rows.find((other) => other.k === 1 && other.words === row.words)?.share ?? 0,
              ),
            y: "words",
            dx: 7,
            textAnchor: "start",
            fill: faint,
            text: (row) => percent(row.share, row.share < 0.1 ? 1 : 0),
          },
        ),
      ],
    });
  };
  const says = all.map((leak) => `${spoken(leak.name)} ${percent(leak.shares[0]!)}`).join(", ");
  const option = shown[1] === undefined ? "" : ` Strokes: with ${spoken(content.worlds[shown[1]]!.name)}.`;
  if (content.journey.passages) return stepsOfOurs(content); // the flow shows the same
  const table = numbers(
    "Steps that fail",
    [
      { title: "step" },
      { title: "owner" },
      { title: "visits, all providers’", number: true },
      ...shown.map((world) => ({
        title: `fail, ${world === 0 ? "as today" : spoken(content.worlds[world]!.name)}`,
        number: true,
      })),
    ],
    all.map((leak) => [
      titled(leak.name),
      leak.owner || "–",
      whole(leak.visits),
      ...leak.lost.map((count, k) => `${whole(count)} (${percent(leak.shares[k]!, 1)})`),
    ]),
  );
  return figure(
    chart(`Share of visits that fail: ${says}`, draw),
    `Share of visits at which the step fails or the customer is lost to the next function, the steps that lose most people first.${option} All providers' customers.`,
    table,
  );
}
