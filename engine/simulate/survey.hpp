// Surveys: who was there, who is asked, who answers, and what they say. Draws are keyed by a purpose of their
// own, so that asking changes nothing else. Nothing here is called where a model has no surveys.
#pragma once

#include "simulate/context.hpp"
#include "simulate/scratch.hpp"

namespace polku::simulate {

/// Forgets, for a batch that begins an encounter, what fell short.
void expect_no_complaint(Scratch& x, std::size_t n);

/// Notes for each customer of the batch that deals with us whether this attribute, at that place among the
/// world's levers, fell short by more than what was felt before in the encounter.
void note_shortfall(const Context& context, Scratch& x, std::size_t lever, std::size_t n);

/// The worst of the encounter becomes the worst of the journey, if it is.
void note_complaint(Columns& b, Scratch& x, const std::uint16_t* list, std::size_t n);

/// The journey of customer i begins: nothing fell short yet.
void forget_complaint(const Context& context, Columns& b, std::size_t i);

/// Counts first contacts at step s and asks those who dealt with us there. Expects what meet() leaves behind.
void ask_after_step(const Context& context, Columns& b, Scratch& x, std::uint8_t s, const std::uint16_t* list,
                    std::size_t n);

/// Asks customer i, whose journey with us ends and is remembered so.
void ask_about_journey(const Context& context, Columns& b, std::size_t i, Tick time, float remembered,
                       bool completed);

/// Holds the surveys at intervals that are due for customer i before `until`. To be called before anything
/// changes that they ask about, and at the end: between events nobody feels differently.
void ask_about_relationship(const Context& context, Columns& b, std::size_t i, Tick until);

}  // namespace polku::simulate
