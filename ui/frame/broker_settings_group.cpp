// SPDX-License-Identifier: GPL-3.0-only
#include "ui/frame/broker_settings_group.h"

#include "ui/format/sizes.h"
#include "ui/widgets/labels.h"
#include "ui/widgets/primary_button.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace conduit::ui {

namespace {

/// In the console's words; the broker's own flags say the same more tersely.
struct Words
{
    QString name;
    QString effect;
};

QHash<QString, Words> wordsOfSettings()
{
    return {
        {u"port"_s, {BrokerSettingsGroup::tr("Port"), BrokerSettingsGroup::tr("0 takes any free one.")}},
        {u"host"_s,
         {BrokerSettingsGroup::tr("Address to listen on"),
          BrokerSettingsGroup::tr("One of those in the list, or typed. Beyond this computer everybody needs the token.")}},
        {u"allowed-host"_s,
         {BrokerSettingsGroup::tr("Names that clients may call it by"),
          BrokerSettingsGroup::tr("With commas between them, beside IP addresses and localhost. Such as queue.example.org.")}},
        {u"allowed-origin"_s,
         {BrokerSettingsGroup::tr("Web sites whose pages may call it"),
          BrokerSettingsGroup::tr("With commas between them. Such as https://queue.example.org.")}},
        {u"max-payload-bytes"_s,
         {BrokerSettingsGroup::tr("Largest payload, in bytes"), BrokerSettingsGroup::tr("No more than the largest request.")}},
        {u"max-body-bytes"_s,
         {BrokerSettingsGroup::tr("Largest request, in bytes"),
          BrokerSettingsGroup::tr("Of a request's body; what is larger is refused.")}},
        {u"max-connections"_s,
         {BrokerSettingsGroup::tr("Connections at a time"), BrokerSettingsGroup::tr("Each waiting worker needs one.")}},
        {u"lease"_s,
         {BrokerSettingsGroup::tr("Lease, in seconds"),
          BrokerSettingsGroup::tr("So long a task stays with a worker that is not heard of. Of claims that say no other.")}},
        {u"grace"_s,
         {BrokerSettingsGroup::tr("Time to end politely, in seconds"),
          BrokerSettingsGroup::tr("For running tasks when the broker stops or restarts.")}},
        {u"stop-grace"_s,
         {BrokerSettingsGroup::tr("Time for a cancelled task to end, in seconds"),
          BrokerSettingsGroup::tr("Then its worker is stopped by force.")}},
        {u"keep-audit"_s,
         {BrokerSettingsGroup::tr("Keep the record of acts, in seconds"),
          BrokerSettingsGroup::tr("86400 is a day. See Events.")}},
        {u"keep-completed"_s,
         {BrokerSettingsGroup::tr("Keep completed and cancelled tasks, in seconds"),
          BrokerSettingsGroup::tr("86400 is a day. Of tasks whose type and queue say nothing else.")}},
        {u"keep-dead"_s,
         {BrokerSettingsGroup::tr("Keep dead tasks, in seconds"),
          BrokerSettingsGroup::tr("86400 is a day. Of tasks whose type and queue say nothing else.")}},
        {u"keep-trash"_s,
         {BrokerSettingsGroup::tr("Keep deleted tasks in the trash, in seconds"),
          BrokerSettingsGroup::tr("86400 is a day. So long they can be restored.")}},
        {u"log-requests"_s,
         {BrokerSettingsGroup::tr("Log each request"),
          BrokerSettingsGroup::tr(
              "A line with method, path, status, time and from where; without the query and the token. See Help, "
              "Broker log.")}},
    };
}

/// As the group lists them.
QStringList shownNames()
{
    return {u"port"_s,
            u"host"_s,
            u"allowed-host"_s,
            u"allowed-origin"_s,
            u"max-body-bytes"_s,
            u"max-payload-bytes"_s,
            u"max-connections"_s,
            u"lease"_s,
            u"grace"_s,
            u"stop-grace"_s,
            u"keep-completed"_s,
            u"keep-dead"_s,
            u"keep-trash"_s,
            u"keep-audit"_s,
            u"log-requests"_s};
}

} // namespace

BrokerSettingsGroup::BrokerSettingsGroup(BrokerSettings &broker, client::Client &client, QWidget *parent)
    : SettingsGroup(tr("Broker"), parent), m_broker(broker), m_preview(client)
{
    addText(tr("Each of these takes effect when the broker restarts, also at the next start of Conduit without a window. "
               "They are kept in %1.")
                .arg(broker.file()));
    const auto settings = broker.settings();
    for (const QString &name : shownNames())
        for (const BrokerSetting &setting : settings)
            if (setting.name == name)
                addSetting(setting);
    connect(&broker, &BrokerSettings::changed, this, &BrokerSettingsGroup::showSettings);
    connect(&m_preview, &KeepPreview::counted, this, &BrokerSettingsGroup::showSettings);
    showSettings();
}

void BrokerSettingsGroup::addSetting(const BrokerSetting &setting)
{
    const Words words = wordsOfSettings().value(setting.name);
    Row row = setting.name == u"host"     ? addressRow(setting.name)
        : setting.name == u"log-requests" ? switchRow(setting.name)
                                          : textRow(setting.name);
    row.effect = words.effect;
    row.below = addField(words.name, row.field, words.effect);
    if (row.edit)
        row.edit->setAccessibleName(words.name);
    m_rows.insert(setting.name, row);
}

BrokerSettingsGroup::Row BrokerSettingsGroup::textRow(const QString &name)
{
    auto *field = new QLineEdit(this);
    connect(field, &QLineEdit::editingFinished, this, [this, name, field] { keep(name, field->text().trimmed()); });
    return {.field = field, .edit = field, .effect = {}};
}

/// Where one can listen, each with what it means; another address can be typed, such as one that the machine will have.
BrokerSettingsGroup::Row BrokerSettingsGroup::addressRow(const QString &name)
{
    auto *box = new QComboBox(this);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->setCompleter(nullptr); // It would put the words of the list behind what is typed.
    box->addItem(tr("127.0.0.1 – this computer only"), u"127.0.0.1"_s);
    box->addItem(tr("0.0.0.0 – every network"), u"0.0.0.0"_s);
    const auto addresses = m_broker.addresses();
    for (const auto &[address, network] : addresses)
        box->addItem(tr("%1 – only through %2").arg(address, network), address);
    connect(box, &QComboBox::activated, this, [this, name, box](int choice) {
        const QString address = box->itemData(choice).toString();
        box->setEditText(address);
        keep(name, address);
    });
    connect(box->lineEdit(), &QLineEdit::editingFinished, this, [this, name, box] {
        if (box->lineEdit()->isModified())
            keep(name, box->lineEdit()->text().trimmed());
    });
    return {.field = box, .edit = box->lineEdit(), .effect = {}};
}

BrokerSettingsGroup::Row BrokerSettingsGroup::switchRow(const QString &name)
{
    auto *box = new QComboBox(this);
    box->addItem(tr("no"), u"false"_s);
    box->addItem(tr("yes"), u"true"_s);
    connect(box, &QComboBox::activated, this, [this, name, box] { keep(name, box->currentData().toString()); });
    return {.field = box, .effect = {}};
}

void BrokerSettingsGroup::keep(const QString &name, const QString &value)
{
    const Row &row = m_rows[name];
    if (row.edit)
        row.edit->setModified(false);
    const QString fault = m_broker.change(name, value);
    if (fault.isEmpty())
        return showSettings(); // What was refused before may stand there still.
    row.below->setText(fault);
    if (row.edit)
        row.edit->setModified(true); // What was typed stays to be corrected.
    describe(row);
}

void BrokerSettingsGroup::describe(const Row &row)
{
    row.field->setAccessibleDescription(row.below->text());
    if (row.edit)
        row.edit->setAccessibleDescription(row.below->text());
}

void BrokerSettingsGroup::showSettings()
{
    const auto settings = m_broker.settings();
    for (const BrokerSetting &setting : settings) {
        if (!m_rows.contains(setting.name))
            continue;
        const Row &row = m_rows[setting.name];
        if (row.edit && row.edit->hasFocus() && row.edit->isModified())
            continue; // Somebody types just now, or corrects what was refused.
        showValue(row, setting.next);
        row.field->setEnabled(setting.fixedBy.isEmpty());
        row.below->setText(wordsBelow(row, setting));
        describe(row);
    }
}

void BrokerSettingsGroup::showValue(const Row &row, const QString &value)
{
    if (auto *box = qobject_cast<QComboBox *>(row.field))
        box->setCurrentIndex(box->findData(value));
    if (row.edit)
        row.edit->setText(value);
}

QString BrokerSettingsGroup::wordsBelow(const Row &row, const BrokerSetting &setting)
{
    if (!setting.fixedBy.isEmpty())
        return tr("It was set by %1, which wins over this.").arg(setting.fixedBy);
    if (!setting.isPending())
        return row.effect;
    const QString until =
        tr("%1 Until the restart it is %2.").arg(row.effect, setting.running.isEmpty() ? tr("empty") : setting.running);
    const QString deleted = m_preview.textFor(setting);
    return deleted.isEmpty() ? until : until + u' ' + deleted;
}

RestartBar::RestartBar(BrokerSettings &broker, std::function<qint64()> running, QWidget *parent)
    : QWidget(parent),
      m_broker(broker),
      m_running(std::move(running)),
      m_text(plainLabel({}, this)),
      m_buttons(new QWidget(this))
{
    m_text->setWordWrap(true);
    auto *later = new QPushButton(tr("Later"), m_buttons);
    auto *restart = new PrimaryButton(tr("Drain and restart"), m_buttons);
    for (QPushButton *button : {later, static_cast<QPushButton *>(restart)})
        button->setAutoDefault(false); // Return ends the typing of a setting.
    auto *buttons = new QHBoxLayout(m_buttons);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->addWidget(later);
    buttons->addWidget(restart);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_text, 1);
    row->addWidget(m_buttons);
    connect(later, &QPushButton::clicked, this, &RestartBar::laterChosen);
    connect(restart, &QPushButton::clicked, &m_broker, &BrokerSettings::restart);
    connect(&m_broker, &BrokerSettings::changed, this, &RestartBar::refresh);
    auto *clock = new QTimer(this);
    connect(clock, &QTimer::timeout, this, &RestartBar::refresh);
    clock->start(std::chrono::seconds(1));
    refresh();
}

QString RestartBar::text() const { return m_text->text(); }

void RestartBar::refresh()
{
    const auto settings = m_broker.settings();
    const auto changes =
        std::count_if(settings.begin(), settings.end(), [](const BrokerSetting &setting) { return setting.isPending(); });
    const qint64 running = m_running();
    m_buttons->setVisible(!m_broker.isRestarting());
    setVisible(changes > 0 || m_broker.isRestarting());
    if (m_broker.isRestarting()) {
        m_text->setText(tr("The broker restarts. Running tasks end first, or go back to their queues."));
        return;
    }
    const QString what =
        changes == 1 ? tr("1 change needs a broker restart") : tr("%1 changes need a broker restart").arg(countText(changes));
    m_text->setText(running == 0       ? tr("%1 – no task is running").arg(what)
                        : running == 1 ? tr("%1 – 1 task is running").arg(what)
                                       : tr("%1 – %2 tasks are running").arg(what, countText(running)));
}

} // namespace conduit::ui
