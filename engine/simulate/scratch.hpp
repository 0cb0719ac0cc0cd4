// Working arrays of one worker, as long as a block: what a batch of customers at one step needs, one array
// per quantity, so that loops over a batch vectorise. Allocated once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/time.hpp"

namespace polku::simulate {

template <class T>
class Lane {
 public:
  explicit Lane(std::size_t n) : values_(n) {}
  T* data() { return values_.data(); }
  T& operator[](std::size_t i) { return values_[i]; }
  operator T*() { return values_.data(); }

 private:
  std::vector<T> values_;
};

struct Scratch {
  /// `surveyed`: n where there are surveys, else 0.
  Scratch(std::size_t n, std::size_t surveyed, bool organised)
      : customer(n),
        visit_word(n),
        w0(n),
        w1(n),
        w2(n),
        w3(n),
        x0(n),
        x1(n),
        x2(n),
        x3(n),
        now(n),
        due(n),
        days(n),
        purpose(n),
        period(n),
        choice(n),
        provider(n),
        segment(n),
        to(n),
        to_failed(n),
        outcome(n),
        chance(n),
        uniform(n),
        mean(n),
        location(n),
        scale(n),
        fresh(n),
        weight(n),
        loss_weight(n),
        category(n),
        felt(n),
        expectation(n),
        gap(n),
        satisfaction(n),
        experience(n),
        norm(n),
        tolerance(n),
        up(n),
        down(n),
        fixed_attribute(4 * n),
        fixed_satisfaction(n),
        counts(n),
        deals(n),
        free(n),
        shortfall(surveyed),
        complaint(surveyed),
        waited(organised ? n : 0) {}

  Lane<std::uint32_t> customer, visit_word, w0, w1, w2, w3, x0, x1, x2, x3;
  Lane<base::Tick> now, due;
  Lane<double> days;
  Lane<std::uint32_t> purpose;
  Lane<std::uint32_t> period;  // reporting period of `now`
  Lane<std::uint32_t> choice;  // place of the exit taken within its branch
  Lane<std::uint8_t> provider, segment, to, to_failed, outcome;
  Lane<float> chance, uniform;
  // One attribute of an encounter.
  Lane<float> mean, location, scale, fresh, weight, loss_weight;
  Lane<std::int32_t> category;
  Lane<float> felt, expectation, gap, satisfaction;
  Lane<float> experience;                 // of the whole encounter
  Lane<float> norm, tolerance, up, down;  // where customers differ in them
  Lane<std::int32_t> fixed_attribute;     // felt, expectation, gap, satisfaction in fixed point, side by side
  Lane<std::int32_t> fixed_satisfaction;  // with the whole encounter
  Lane<std::uint8_t> counts;              // 1: felt, and with us
  Lane<std::uint8_t> deals;               // 1: a provider is there to be felt
  Lane<std::uint32_t> free;  // place in the batch of those who choose freely, or whom a booking is about
  // What fell short most in an encounter with us, where there are surveys.
  Lane<float> shortfall;          // weighted satisfaction, at most 0
  Lane<std::uint16_t> complaint;  // lever + 1; 0: nothing did
  Lane<float> waited;             // days until served, where functions have a state
};

}  // namespace polku::simulate
