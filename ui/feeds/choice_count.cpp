// SPDX-License-Identifier: GPL-3.0-only
#include "ui/feeds/choice_count.h"

#include "ui/models/filter_text.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace conduit::ui {

ChoiceCount::ChoiceCount(client::Client &client, QObject *parent) : QObject(parent), m_client(client)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(300ms);
    connect(&m_rest, &QTimer::timeout, this, &ChoiceCount::ask);
}

TaskChoice ChoiceCount::counted(TaskChoice choice)
{
    if (!choice.isEverything) {
        if (m_rest.isActive())
            m_choice = {}; // Nobody has asked about it.
        m_rest.stop();
        return choice;
    }
    if (choice != m_choice) {
        m_choice = choice;
        m_counts.clear();
        ++m_generation;
        m_rest.start();
    }
    choice.counts = m_counts;
    return choice;
}

/// The verb is any that does not look into the trash: nothing is done.
void ChoiceCount::ask()
{
    const wire::NewOperation all {.verb = u"retry"_s,
                                  .filter = withShownZone(queryText(m_choice.filter)),
                                  .asOf = m_choice.asOf,
                                  .except = m_choice.except.values()};
    m_client.previewOperation(all, this,
                              [this, generation = m_generation](const client::Result<wire::OperationPreview> &found) {
                                  if (generation != m_generation || !found || found->hasMore)
                                      return;
                                  m_counts = found->states;
                                  Q_EMIT changed();
                              });
}

} // namespace conduit::ui
