// SPDX-License-Identifier: GPL-3.0-only
#pragma once

#include "broker/http/http_message.h"

#include <vector>

namespace conduit::broker {

class Connection;

/// Finds the connection of a ticket without a search. A ticket is a place in this table and a number that only rises at
/// that place, whoever sits there: so none is ever used twice, and one of a closed connection finds nobody.
class ConnectionTable
{
public:
    static constexpr int kSequenceBits = 40;

    struct Seat
    {
        size_t place;
        quint64 nextSequence; ///< The first number that the connection may give to a ticket.
    };

    Seat add(Connection *connection)
    {
        ++m_count;
        if (m_free.empty()) {
            m_free.push_back(m_places.size());
            m_places.push_back({});
        }
        const size_t place = m_free.back();
        m_free.pop_back();
        m_places[place].connection = connection;
        return {place, m_places[place].nextSequence};
    }

    void remove(Seat seat)
    {
        --m_count;
        m_places[seat.place] = {nullptr, seat.nextSequence};
        m_free.push_back(seat.place);
    }

    [[nodiscard]] static Ticket ticket(size_t place, quint64 sequence) { return (Ticket {place} << kSequenceBits) | sequence; }
    [[nodiscard]] static quint64 sequenceOf(Ticket ticket) { return ticket & ((Ticket {1} << kSequenceBits) - 1); }

    /// Null when nobody sits there now; else the connection has to know whether the number is one of its own.
    [[nodiscard]] Connection *at(Ticket ticket) const
    {
        const size_t place = ticket >> kSequenceBits;
        return place < m_places.size() ? m_places[place].connection : nullptr;
    }

    [[nodiscard]] int count() const { return m_count; }

    /// `visit` may close connections but adds none.
    template<typename Visit>
    void forEach(Visit visit) const
    {
        for (const Place &place : m_places) {
            if (place.connection)
                visit(*place.connection);
        }
    }

private:
    struct Place
    {
        Connection *connection = nullptr;
        quint64 nextSequence = 0;
    };

    std::vector<Place> m_places;
    std::vector<size_t> m_free;
    int m_count = 0;
};

} // namespace conduit::broker
