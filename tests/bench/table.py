"""What was measured, as tables for reading and for machines."""

import os
import statistics


class Results:
    def __init__(self, servers, cases):
        self.servers, self.cases = servers, cases
        self.figures = {}       # (case, server title): list
        self.failures = {}      # (case or group, server title): why

    def add(self, title, got):
        for case, value in got.items():
            self.figures.setdefault((case, title), []).append(value)

    def median(self, case, title):
        values = self.figures.get((case, title))
        return statistics.median(values) if values else None

    def titles(self, case, kind):
        """kind: peers, ours or floor; those with a figure."""
        return [t for t, s in self.servers.items()
                if (case, t) in self.figures and
                kind == ("ours" if s.ours else
                         "floor" if s.floor else "peers")]

    def best_peer(self, key):
        values = [self.median(key, t) for t in self.titles(key, "peers")
                  if not (self.cases[key].files and self.servers[t].mbox)]
        pick = max if self.cases[key].more else min
        return pick(values) if values else None

    def floor(self, key, title):
        """A floor built like this server of ours, or the only one."""
        floors = self.titles(key, "floor")
        same = [t for t in floors
                if t.split("-")[-1] == title.split("-")[-1]]
        one = same or (floors if len(floors) == 1 else [])
        return self.median(key, one[0]) if one else None


def number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def listed(results, key, kind):
    return ", ".join(f"{t} {number(results.median(key, t))}"
                     for t in results.titles(key, kind)) or "-"


def verdicts(results, key, title):
    """What is asked of this case, and what came of it."""
    case = results.cases[key]
    value = results.median(key, title)
    out = []

    def judge(ratio, goal, what):
        good = ratio >= goal if case.more else ratio <= goal
        out.append(f"{ratio:.2f} {what} (goal {goal:g}: "
                   f"{'met' if good else 'missed'})")

    best, floor = results.best_peer(key), results.floor(key, title)
    if best and case.goal:
        judge(value / best, case.goal, "of the best peer")
    elif best:
        out.append(f"{value / best:.2f} of the best peer")
    if floor and case.floor_goal:
        judge(value / floor, case.floor_goal, "of the floor")
    if case.limit:
        out.append(f"goal {case.limit:g} {case.unit}: "
                   f"{'met' if value <= case.limit else 'missed'}")
    return out


def summary(results):
    """One table of everything that was measured, ready for a note."""
    lines = []
    table = None
    for key, case in results.cases.items():
        if not any(k == key for k, _ in results.figures):
            continue
        if case.table != table:
            table = case.table
            lines += ["", f"| {table} | unit | peers | floor | ours | "
                      "ratios |", "| --- | --- | --- | --- | --- | --- |"]
        ours = results.titles(key, "ours")
        ratios = "; ".join(
            f"{t.split('-')[-1]} {', '.join(v)}" for t in ours
            if (v := verdicts(results, key, t)))
        lines.append(f"| {case.title} | {case.unit} | "
                     f"{listed(results, key, 'peers')} | "
                     f"{listed(results, key, 'floor')} | "
                     f"{listed(results, key, 'ours')} | {ratios or '-'} |")
    return "\n".join(lines[1:])


def write_tsv(results, directory):
    """One file a table: every case and server, with the spread."""
    os.makedirs(directory, exist_ok=True)
    by_table = {}
    for (key, title), values in results.figures.items():
        case = results.cases.get(key)
        if case is None:
            continue
        best, floor = results.best_peer(key), results.floor(key, title)
        middle = statistics.median(values)
        by_table.setdefault(case.table, []).append("\t".join(map(str, (
            key, title, case.unit, len(values), f"{middle:.6g}",
            f"{min(values):.6g}", f"{max(values):.6g}",
            f"{middle / best:.3f}" if best else "",
            f"{middle / floor:.3f}" if floor else "",
            case.goal or "", case.floor_goal or "", case.limit or "",
            case.title, "more" if case.more else "less",
            "ours" if results.servers[title].ours else
            "floor" if results.servers[title].floor else "peer"))))
    head = "\t".join(("case", "server", "unit", "runs", "median", "min",
                      "max", "of_best_peer", "of_floor", "goal",
                      "floor_goal", "limit", "title", "better", "kind"))
    for table, rows in by_table.items():
        with open(f"{directory}/{table}.tsv", "w") as f:
            f.write(head + "\n" + "\n".join(rows) + "\n")
