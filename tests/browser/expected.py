"""What a report must show, computed from the result file by other software: python3 expected.py RESULT.h5 > JSON."""

import json
import sys

import h5py
import numpy as np
from scipy import stats


def interval(values, confidence=0.95):
    """Mean and ends of Student's interval."""
    half = stats.t.ppf(0.5 + confidence / 2, len(values) - 1) * stats.sem(values)
    return [values.mean(), values.mean() - half, values.mean() + half]


def main():
    with h5py.File(sys.argv[1]) as file:
        names = [name.decode() for name in file["differences/measure"]]
        npv = file["differences/value"][:, names.index("npv")]
        cumulative = file["cumulative/difference"][:]
        after = file["company/period"][:] >= 0
        revenue = file["company/revenue"][:][:, :, after].sum(-1)
        ours = file["customers/purchases"][0] > 0
        results = np.sort(file["customers/result"][0][ours])[::-1]
        contacts = file["activities/bookings"][..., [name.decode() for name in file["activities/activity"]].index("support_contact")]
        contacts = contacts[:, :, after].sum(-1) / 2  # a year, of two
        people = file["providers/provider_customers"][:, :, -1]
        share = people[:, :, 0] / people.sum(-1)
        attributes = file["attributes"]
        felt = attributes["felt_total"][0].sum((0, 1)) / attributes["observations"][0].sum((0, 1))
        json.dump({
            "npv": [interval(values) for values in npv],
            "j_curve_end": [interval(values[:, -1]) for values in cumulative],
            "revenue": [interval(revenue[world] - revenue[0]) for world in range(1, len(revenue))],
            "contacts": [interval(contacts[world] - contacts[0]) for world in range(1, len(contacts))],
            "market_share": interval(share[0]),
            "break_even": [[None if np.isnan(x) else x for x in row]
                           for row in np.stack([file["break_even"][name][:] for name in ("share", "share_low", "share_high")], 1)],
            "earners": int(ours.sum()),
            "earned": results.sum(),
            "best_fifth": results[:(20 * len(results) + 50) // 100].sum(),
            "felt_range": [felt.min(), felt.max()],
            "ways": file["passages/count"][0].mean(0).tolist(),
            "people_by_category": file["categories/people"][0, :, 0].sum(0).tolist(),
            "visited": file["steps/step"][1].decode(),
            "visits_of": file["steps/visits"][:, :, 1].mean(1).tolist(),
            "visits": file["steps/visits"][0].mean(0).tolist(),
            "failures": file["steps/failures"][0].mean(0).tolist(),
        }, sys.stdout)


if __name__ == "__main__":
    main()
