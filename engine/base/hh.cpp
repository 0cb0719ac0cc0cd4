#include "/*.hpp"
