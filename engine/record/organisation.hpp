// The state of the organisation's functions, epoch by epoch, as labelled arrays. Internal to record.
#pragma once

#include "record/collect.hpp"

namespace polku::record {

/// Group `organisation`; only where load, morale or neglect tells.
Group organisation_group(const Collected& collected);

}  // namespace polku::record
